//! Beginning with the history as it was kept at the last visit: shown at once with its age, then brought up to date.

use super::{
    CrawlState, ListRequest, ListRow, Live, PersistenceStatus, SelectedRows,
    indexed_db::{self, Found, Name, StorageError},
    make_history, save,
};
use crate::time::now_ms;
use gloo_timers::future::TimeoutFuture;
use history::{History, Restoring, RowId, Unread};
use leptos::{prelude::*, task::spawn_local};

/// The page may be held up for so long at a time.
const SLICE_MS: i64 = 12;

/// What was kept, and when it was true.
struct Kept {
    history: History,
    unread: Vec<Unread>,
    at: i64,
}

/// Lets the columns keep what is known from now on, beginning with what was kept.
pub(super) fn open(live: Live) {
    let name = live.session.connection().with_untracked(|c| c.as_ref().map(Name::of));
    let Some(name) = name.filter(|_| indexed_db::allowed()) else { return live.opened(None) };
    let connection = live.connection();
    spawn_local(async move {
        let found = live.read_kept(&name).await;
        if live.connection() != connection {
            return;
        }
        let kept = found.unwrap_or_else(|trouble| {
            if trouble.is_useless() {
                indexed_db::wipe(Some(&name.base));
            }
            live.said.set(Some(trouble.words()));
            None
        });
        live.opened(kept);
        save::keep(live);
    });
}

impl Live {
    async fn read_kept(self, name: &Name) -> Result<Option<Kept>, StorageError> {
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
        // A clock that was put back since must not make it younger than now.
        let at = at.min(now_ms());
        self.standing.set(PersistenceStatus::Kept { rows: history.len() + unread.len(), bytes: size, at });
        Ok(Some(Kept { history, unread, at }))
    }

    fn opened(self, kept: Option<Kept>) {
        match kept {
            None => drop(self.store.replace(make_history())),
            Some(Kept { history, unread, at }) => {
                let names = self.store.replace(Box::new(history));
                self.rename(&names);
                self.store.take_unread(unread);
                self.as_of.set(Some(at));
                self.read_at.set(Some(at));
                if self.crawl.get_untracked() == CrawlState::Idle {
                    self.crawl.set(CrawlState::Complete);
                }
            }
        }
        self.store.announce_whole();
        for then in
            self.inner.try_update_value(|inner| std::mem::take(&mut inner.waiting)).unwrap_or_default()
        {
            if let Some(part) = self.part() {
                then(self, part);
            }
        }
        // The first answer was here before.
        let asked = self.listing.with_untracked(|listing| listing.asked.clone());
        if self.as_of.with_untracked(Option::is_some)
            && asked.as_ref().and_then(ListRequest::rank_offset).is_some()
        {
            self.keep_up(asked == Some(ListRequest::Everything));
        }
    }

    /// Rows that were here before have other names among those that were kept.
    fn rename(self, names: &[RowId]) {
        let name = |row: &RowId| names.get(row.0 as usize).copied().unwrap_or(RowId::NONE);
        let rename = |rows: &mut Vec<ListRow>| {
            for seen in rows {
                if let ListRow::Known(row) = seen {
                    *row = name(row);
                }
            }
        };
        self.listing.update(|listing| rename(&mut listing.rows));
        self.waiting.update(|waiting| {
            if let Some(listing) = waiting {
                rename(&mut listing.rows);
            }
        });
        self.inner.update_value(|inner| inner.shown.iter_mut().for_each(|row| *row = name(row)));
        let picked: Vec<RowId> = self.picked.with_untracked(SelectedRows::rows).iter().map(name).collect();
        self.picked.update(|all| {
            *all = SelectedRows::default();
            all.set(&picked, true);
        });
    }
}
