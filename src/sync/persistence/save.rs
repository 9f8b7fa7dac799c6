//! Saves the snapshot of the history in slices too short to be noticed. Part of the lazy history chunk.
//!
//! Only a completely read history is saved, and only under the token with which it was read. It is saved once a minute if something has
//! changed, when a crawl has completed, and when the tab is hidden, which is the last event that a page receives reliably.

use super::{
    Persistence, PersistenceStatus,
    indexed_db::{self, Name, StorageError},
};
use crate::{sync::crawl::CrawlState, time::now_ms};
use gloo_timers::{callback::Interval, future::TimeoutFuture};
use history::{History, Saved, Saving};
use leptos::{prelude::*, task::spawn_local};

const EVERY_MS: u32 = 60_000;
/// Longest time that one slice may block the page, in ms.
const SLICE_MS: i64 = 8;
/// Attempts to write a snapshot while the history keeps changing, before waiting for the next minute.
const TRIES: u32 = 4;

/// Which snapshot was saved last, and whether one is being saved.
#[derive(Default)]
pub(super) struct SaveState {
    timer: Option<Interval>,
    busy: bool,
    /// Key and version of the last saved snapshot.
    pub saved: Option<(Name, Version)>,
}

/// Version of a snapshot: the generation of the column store, and the number of unreadable rows.
pub(super) type Version = (u64, usize);

/// A snapshot to be saved.
struct Due {
    name: Name,
    connection: Option<u64>,
    version: Version,
    at: i64,
}

/// Saves the snapshot if it is due, and starts the timer that does so every minute.
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
    // The page may be closed before the next slice runs.
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

    /// Writes the snapshot in slices; `None` if the history keeps changing or the connection has ended.
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
        // The user may have signed out or disabled persistence meanwhile.
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

    /// Notifies the user once, not every minute.
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
