//! Keeping the history between visits: when it is worth it, and in slices too short to be noticed.
//!
//! Only what was read to its end is kept, and only under the token with which it was read. Once a minute where something has changed,
//! when a crawl has ended, and when the tab goes out of sight, which is the last that a page hears before it goes.

use super::{
    CrawlState, Live,
    indexed_db::{self, Name, StorageError},
};
use crate::time::now_ms;
use gloo_timers::{callback::Interval, future::TimeoutFuture};
use history::{History, Saved, Saving};
use leptos::{prelude::*, task::spawn_local};

const EVERY_MS: u32 = 60_000;
/// The page may be held up for so long at a time.
const SLICE_MS: i64 = 8;
/// While changes keep coming, it is begun anew so many times before it waits for the next minute.
const TRIES: u32 = 4;

/// How keeping the history stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PersistenceStatus {
    /// Nothing is kept.
    #[default]
    Nothing,
    /// So much is.
    Kept {
        /// Operations.
        rows: usize,
        /// Their size.
        bytes: usize,
        /// When it was kept, in ms since the epoch.
        at: i64,
    },
    /// It couldn't be, in words for people.
    Failed(&'static str),
}

#[derive(Default)]
pub(super) struct Keeping {
    timer: Option<Interval>,
    busy: bool,
    /// What was kept last.
    kept: Option<(Name, Stand)>,
    /// With which token all was read: how often it had been renewed when that began.
    pub read_under: Option<u32>,
}

/// What a copy is of: the columns as they were changed so often, and so many rows that could not be read.
type Stand = (u64, usize);

/// A copy to be kept.
struct Due {
    name: Name,
    connection: Option<u64>,
    stand: Stand,
    at: i64,
}

/// Keeps what is known, if it is worth it and nothing speaks against it; from now on once a minute.
pub(super) fn keep(live: Live) {
    live.inner.update_value(|inner| {
        inner.keeping.timer.get_or_insert_with(|| Interval::new(EVERY_MS, move || keep(live)));
    });
    let Some(due) = live.due() else { return };
    let hidden = document().hidden();
    if live.inner.try_update_value(|inner| std::mem::replace(&mut inner.keeping.busy, true)) != Some(false)
        && !hidden
    {
        return;
    }
    // Nobody looks any more, and there may be no later.
    let at_once = if hidden { live.columns(|history| history.snapshot(&live.store.unread())) } else { None };
    spawn_local(async move {
        let written = match at_once {
            Some(bytes) => Some((due, bytes)),
            None => live.written(due).await,
        };
        if let Some((due, bytes)) = written {
            live.hand_over(due, &bytes).await;
        }
        live.inner.try_update_value(|inner| inner.keeping.busy = false);
    });
}

impl Live {
    fn due(self) -> Option<Due> {
        let whole =
            self.crawl.get_untracked() == CrawlState::Complete && self.as_of.get_untracked().is_none();
        if !whole || !indexed_db::allowed() {
            return None;
        }
        let name = self.session.connection().with_untracked(|c| c.as_ref().map(Name::of))?;
        let stand = self.stand()?;
        let renewals = self.session.renewals().get_untracked();
        let stale = self.inner.with_value(|inner| {
            let keeping = &inner.keeping;
            let same = keeping.kept.as_ref().is_some_and(|(kept, of)| *kept == name && *of == stand);
            keeping.read_under == Some(renewals) && !same
        });
        let at = self.freshness.with_untracked(|f| f.answered_at).or(self.read_at.get_untracked())?;
        stale.then(|| Due { name, connection: self.connection(), stand, at })
    }

    fn stand(self) -> Option<Stand> {
        let unread = self.store.unreadable().with_untracked(Vec::len);
        self.columns(|history| (history.generation(), unread))
    }

    fn columns<T>(self, read: impl FnOnce(&History) -> T) -> Option<T> {
        self.store.peek(|known| known.columns().map(|history| read(history)))
    }

    /// The copy, written in slices; `None` where the history doesn't stand still for it, or is not wanted any more.
    async fn written(self, mut due: Due) -> Option<(Due, Vec<u8>)> {
        for _ in 0..TRIES {
            due.stand = self.stand()?;
            let unread = self.store.unread();
            let mut saving = self.columns(|history| Saving::new(history, &unread))?;
            loop {
                TimeoutFuture::new(0).await;
                if self.connection() != due.connection {
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

    async fn hand_over(self, due: Due, bytes: &[u8]) {
        // Somebody may have signed out, or said no, while it was written.
        if self.connection() != due.connection || !indexed_db::allowed() {
            return;
        }
        let done = indexed_db::put(&due.name, due.at, bytes).await;
        if self.connection() != due.connection {
            return;
        }
        match done {
            Ok(()) => {
                let rows = self.columns(History::len).unwrap_or_default() + due.stand.1;
                self.standing.set(PersistenceStatus::Kept { rows, bytes: bytes.len(), at: now_ms() });
                self.inner.update_value(|inner| inner.keeping.kept = Some((due.name, due.stand)));
            }
            Err(trouble) => self.not_kept(trouble),
        }
    }

    /// Said once, not every minute.
    fn not_kept(self, trouble: StorageError) {
        let failed = PersistenceStatus::Failed(trouble.words());
        if self.standing.get_untracked() != failed {
            self.standing.set(failed);
            self.said.set(Some(trouble.words()));
        }
    }

    /// Whether the person wants the history kept in this browser.
    pub fn keeps(self) -> bool {
        indexed_db::allowed()
    }

    /// Keeps the history between visits from now on, or removes whatever is kept.
    pub fn set_keeps(self, keep: bool) {
        if !indexed_db::allow(keep) {
            return self.standing.set(PersistenceStatus::Failed(StorageError::Refused.words()));
        }
        self.standing.set(PersistenceStatus::Nothing);
        self.inner.update_value(|inner| inner.keeping.kept = None);
        if !keep {
            return indexed_db::wipe(None);
        }
        self.with_whole(|live, part| (part.keep)(live));
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
