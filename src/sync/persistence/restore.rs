//! Restores the snapshot of the last visit: shows it at once with its age, then syncs the changes. Part of the lazy history chunk.

use super::{
    Persistence, PersistenceStatus,
    indexed_db::{self, Found, Name, StorageError},
    save,
};
use crate::{session::follow_groups, sync::store::make_history, time::now_ms};
use gloo_timers::future::TimeoutFuture;
use history::{History, Restoring, Unread};
use leptos::{prelude::*, task::spawn_local};

/// Longest time that one slice may block the page, in ms.
const SLICE_MS: i64 = 12;

/// A restored snapshot, and the time at which it was current.
struct Restored {
    history: History,
    unread: Vec<Unread>,
    at: i64,
}

/// Opens the column store, with the snapshot if there is one.
pub(in crate::sync) fn open(persistence: Persistence) {
    // The column store answers filters by group.
    follow_groups(persistence.session);
    let name = persistence.session.connection().with_untracked(|c| c.as_ref().map(Name::of));
    let Some(name) = name.filter(|_| indexed_db::allowed()) else {
        if indexed_db::is_left() {
            persistence.wipe_all();
        }
        return persistence.open_with(None);
    };
    let connection = persistence.store.connection();
    spawn_local(async move {
        let found = persistence.found(&name).await;
        if persistence.store.connection() != connection {
            return;
        }
        persistence.open_with(found.unwrap_or_else(|message| {
            persistence.notify.run(message);
            None
        }));
        save::save(persistence);
    });
}

impl Persistence {
    /// The snapshot, or a message for the user. What should have been deleted before is deleted now, and not shown again.
    async fn found(self, name: &Name) -> Result<Option<Restored>, &'static str> {
        if indexed_db::is_left() {
            return match indexed_db::wipe(None).await {
                true => Ok(None),
                false => Err(messages::freshness::history_not_removed()),
            };
        }
        let error = match self.read_snapshot(name).await {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        if error.is_useless() && !indexed_db::wipe(Some(&name.base)).await {
            return Err(messages::freshness::history_not_removed());
        }
        Err(error.message())
    }

    async fn read_snapshot(self, name: &Name) -> Result<Option<Restored>, StorageError> {
        let Some(Found { at, bytes }) = indexed_db::read(name).await? else { return Ok(None) };
        let size = bytes.len();
        let mut restoring = Restoring::new(bytes)?;
        loop {
            let until = now_ms() + SLICE_MS;
            let mut done = restoring.step()?;
            while !done && now_ms() < until {
                done = restoring.step()?;
            }
            if done {
                break;
            }
            TimeoutFuture::new(0).await;
        }
        let (history, unread) = restoring.finish()?;
        // If the clock was set back since, the snapshot must not appear to come from the future.
        let at = at.min(now_ms());
        self.set_status.set(PersistenceStatus::Kept { rows: history.len() + unread.len(), bytes: size, at });
        Ok(Some(Restored { history, unread, at }))
    }

    fn open_with(self, restored: Option<Restored>) {
        match restored {
            None => drop(self.store.replace(make_history())),
            Some(Restored { history, unread, at }) => {
                let names = self.store.replace(Box::new(history));
                self.list.rename(&names);
                self.store.take_unread(unread);
                self.crawl.restored(at);
            }
        }
        self.store.announce_history();
        self.crawl.history_opened();
    }
}
