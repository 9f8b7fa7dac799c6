//! "Refresh from devices": the server queries the devices before it answers. Accurate and slow, so it runs only when the user requests it.

use super::{ListRequest, ListSync, PAGE, polling::distinct};
use crate::{
    api::{ListParams, Problem},
    sync::store::PagePosition,
    time::now_ms,
};
use leptos::{prelude::*, task::spawn_local};
use operation::{Stage, stage};

impl ListSync {
    /// Refreshes the visible rows from the devices. Polling continues meanwhile.
    pub fn refresh_from_devices(self) {
        let Some(client) = self.session.client() else { return };
        if self.refreshing_devices.get_untracked() {
            return;
        }
        let request = self.request.get_untracked();
        let calls = match &request {
            ListRequest::Everything => self.unfinished_on_screen(),
            other => vec![ListParams { update_status: true, ..other.params() }],
        };
        let (generation, cancel) =
            self.inner.with_value(|inner| (inner.generation, inner.long_cancel.clone()));
        self.set_refreshing_devices.set(true);
        spawn_local(async move {
            for params in calls {
                match client.list(&params, &cancel).await {
                    Ok(listed) => {
                        let offset = request.rank_offset().filter(|_| params.id.is_none());
                        self.take_in(
                            &listed.page.rows,
                            offset.map(|offset| PagePosition { offset, count: listed.page.count }),
                        );
                        if self.generation() == generation {
                            self.set_freshness.update(|f| f.answered_at = Some(now_ms()));
                        }
                    }
                    Err(Problem::Aborted) => return,
                    Err(problem) => {
                        self.reject(problem);
                        break;
                    }
                }
            }
            self.set_refreshing_devices.set(false);
        });
    }

    /// Number of calls that [`Self::refresh_from_devices`] would make now.
    pub fn device_calls(self) -> usize {
        match self.request.get() {
            ListRequest::Everything => self.unfinished_on_screen().len(),
            _ => 1,
        }
    }

    fn unfinished_on_screen(self) -> Vec<ListParams> {
        let shown = self.inner.with_value(|inner| inner.shown.clone());
        let ids = self.store.peek(|history| {
            let views = shown.iter().map(|row| history.row(*row));
            distinct(&mut views.filter(|v| stage(v.status) != Stage::Final).map(|v| v.id.to_owned()))
        });
        let by_id = |id| ListParams { id: Some(id), update_status: true, limit: Some(PAGE), offset: 0 };
        ids.into_iter().map(by_id).collect()
    }
}
