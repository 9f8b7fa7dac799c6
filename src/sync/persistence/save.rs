//! Saving the history between visits: when it is worth it, and in slices too short to be noticed. In the lazy chunk of the history.
//!
//! Only what was read to its end is saved, and only under the token with which it was read. Once a minute where something has changed,
//! when a crawl has ended, and when the tab is hidden, which is the last that a page hears before it goes.

use super::{
    Persistence, PersistenceStatus,
    indexed_db::{self, Name, StorageError},
};
use crate::{sync::crawl::CrawlState, time::now_ms};
use gloo_timers::{callback::Interval, future::TimeoutFuture};
use history::{History, Saved, Saving};
use leptos::{prelude::*, task::spawn_local};

const EVERY_MS: u32 = 60_000;
/// The page may be held up for so long at a time.
const SLICE_MS: i64 = 8;
/// While changes keep coming, it is begun anew so many times before it waits for the next minute.
const TRIES: u32 = 4;

/// When the snapshot was last saved, and whether it is being saved.
#[derive(Default)]
pub(super) struct SaveState {
    timer: Option<Interval>,
    busy: bool,
    /// What was saved last.
    pub saved: Option<(Name, Version)>,
}

/// What a snapshot is of: the generation of the columns, and how many rows could not be read.
pub(super) type Version = (u64, usize);

/// A snapshot to be saved.
struct Due {
    name: Name,
    connection: Option<u64>,
    version: Version,
    at: i64,
}

/// Saves what is known, if it is worth it and nothing speaks against it; from now on once a minute.
pub(in crate::sync) fn save(persistence: Persistence) {
    persistence.save_state.update_value(|state| {
        state.timer.get_or_insert_with(|| Interval::new(EVERY_MS, move || save(persistence)));
    });
    let Some(due) = persistence.due() else { return };
    let hidden = document().hidden();
    let begun = persistence.save_state.try_update_value(|state| std::mem::replace(&mut state.busy, true));
    if begun != Some(false) && !hidden {
        return;
    }
    // The page may be gone before a slice gets its turn.
    let at_once = if hidden { persistence.snapshot() } else { None };
    spawn_local(async move {
        let written = match at_once {
            Some(bytes) => Some((due, bytes)),
            None => persistence.written(due).await,
        };
        if let Some((due, bytes)) = written {
            persistence.put(due, &bytes).await;
        }
        persistence.save_state.try_update_value(|state| state.busy = false);
    });
}

impl Persistence {
    fn due(self) -> Option<Due> {
        let complete = self.crawl.state().get_untracked() == CrawlState::Complete && !self.crawl.is_behind();
        if !complete || !indexed_db::allowed() {
            return None;
        }
        let name = self.session.connection().with_untracked(|c| c.as_ref().map(Name::of))?;
        let version = self.version()?;
        let renewals = self.session.renewals().get_untracked();
        let same = self.save_state.with_value(|state| {
            state.saved.as_ref().is_some_and(|(saved, of)| *saved == name && *of == version)
        });
        let stale = self.crawl.read_under() == Some(renewals) && !same;
        let answered_at = self.list.freshness().with_untracked(|f| f.answered_at);
        let at = answered_at.or(self.crawl.read_at().get_untracked())?;
        stale.then(|| Due { name, connection: self.store.connection(), version, at })
    }

    fn snapshot(self) -> Option<Vec<u8>> {
        self.columns(|history| history.snapshot(&self.store.unread()))
    }

    fn version(self) -> Option<Version> {
        let unread = self.store.unreadable().with_untracked(Vec::len);
        self.columns(|history| (history.generation(), unread))
    }

    fn columns<T>(self, read: impl FnOnce(&History) -> T) -> Option<T> {
        self.store.peek(|known| known.columns().map(|history| read(history)))
    }

    /// The snapshot, written in slices; `None` where the history keeps changing, or isn't wanted any more.
    async fn written(self, mut due: Due) -> Option<(Due, Vec<u8>)> {
        for _ in 0..TRIES {
            due.version = self.version()?;
            let unread = self.store.unread();
            let mut saving = self.columns(|history| Saving::new(history, &unread))?;
            loop {
                TimeoutFuture::new(0).await;
                if self.store.connection() != due.connection {
                    return None;
                }
                match self.columns(|history| slice(saving, history))? {
                    Saved::More(next) => saving = next,
                    Saved::Done(bytes) => return Some((due, bytes)),
                    Saved::Outdated => break,
                }
            }
        }
        None
    }

    async fn put(self, due: Due, bytes: &[u8]) {
        // The user may have signed out, or said no, while it was written.
        if self.store.connection() != due.connection || !indexed_db::allowed() {
            return;
        }
        let done = indexed_db::put(&due.name, due.at, bytes).await;
        if self.store.connection() != due.connection {
            return;
        }
        match done {
            Ok(()) => {
                let rows = self.columns(History::len).unwrap_or_default() + due.version.1;
                self.set_status.set(PersistenceStatus::Kept { rows, bytes: bytes.len(), at: now_ms() });
                self.save_state.update_value(|state| state.saved = Some((due.name, due.version)));
            }
            Err(error) => self.failed(error),
        }
    }

    /// Said once, not every minute.
    fn failed(self, error: StorageError) {
        let failed = PersistenceStatus::Failed(error.message());
        if self.status.get_untracked() != failed {
            self.set_status.set(failed);
            self.notify.run(error.message());
        }
    }
}

fn slice(mut saving: Saving, history: &History) -> Saved {
    let until = now_ms() + SLICE_MS;
    loop {
        match saving.step(history) {
            Saved::More(next) if now_ms() < until => saving = next,
            other => return other,
        }
    }
}
