//! The whole history: when it is fetched, the progress, and how old the loaded data are.
//!
//! Owns these signals and the crawl under way. Knows the store and the list; must not know the persistence. The crawl itself
//! ([`runner`]) is part of the lazy history chunk and is called only through [`CrawlRunner`].

mod delta_sync;
mod eta;
mod load_policy;
mod loading;
mod plan;
#[cfg(test)]
mod plan_tests;
mod prepare;
mod retry_policy;
pub(super) mod runner;
mod seen_rows;
mod state;
mod throttle;

pub use load_policy::LoadPolicy;
pub use state::{CrawlState, CrawlStats};

use super::{
    list::{ListRequest, ListSync},
    store::SharedStore,
};
use crate::{api::Problem, session::Session};
use leptos::prelude::*;
use runner::Crawler;

/// The crawl of the whole history. Copies share one state.
#[derive(Clone, Copy)]
pub struct CrawlSync {
    state: ReadSignal<CrawlState>,
    set_state: WriteSignal<CrawlState>,
    stats: ReadSignal<CrawlStats>,
    set_stats: WriteSignal<CrawlStats>,
    read_at: ReadSignal<Option<i64>>,
    set_read_at: WriteSignal<Option<i64>>,
    as_of: ReadSignal<Option<i64>>,
    set_as_of: WriteSignal<Option<i64>>,
    load_policy: ReadSignal<LoadPolicy>,
    set_load_policy: WriteSignal<LoadPolicy>,
    session: Session,
    store: SharedStore,
    list: ListSync,
    inner: StoredValue<Inner, LocalStorage>,
    events: StoredValue<Option<CrawlEvents>>,
}

/// Events for the coordinator.
#[derive(Clone, Copy)]
pub(super) struct CrawlEvents {
    /// The column store is needed: fetch its chunk, then call [`CrawlSync::set_runner`] and [`CrawlSync::history_opened`].
    pub history_needed: Callback<()>,
    /// The crawl has read everything.
    pub completed: Callback<()>,
}

/// Entry points of the crawl in the lazy chunk.
#[derive(Clone, Copy)]
pub(super) struct CrawlRunner {
    /// Begins a crawl.
    pub begin: fn(CrawlSync),
    /// Sends the next calls of a crawl under way.
    pub pump: fn(CrawlSync),
}

#[derive(Default)]
struct Inner {
    crawler: Option<Crawler>,
    runner: Option<CrawlRunner>,
    /// The column store was requested; its code or the snapshot may still be loading.
    history_wanted: bool,
    /// Nobody asked for the crawl under way or waits for it.
    unasked: bool,
    /// The count for which the last such crawl began.
    unasked_for: Option<u64>,
    /// The next crawl reads everything, not only pages that may have changed.
    read_all: bool,
    /// The token with which everything was read, as the number of renewals when that crawl began.
    read_under: Option<u32>,
    /// Slices of [`prepare`] are under way.
    preparing: bool,
}

impl CrawlSync {
    pub(super) fn new(session: Session, store: SharedStore, list: ListSync) -> Self {
        let (state, set_state) = signal(CrawlState::default());
        let (stats, set_stats) = signal(CrawlStats::default());
        let (read_at, set_read_at) = signal(None);
        let (as_of, set_as_of) = signal(None);
        let (load_policy, set_load_policy) = signal(loading::stored_policy());
        Self {
            state,
            set_state,
            stats,
            set_stats,
            read_at,
            set_read_at,
            as_of,
            set_as_of,
            load_policy,
            set_load_policy,
            session,
            store,
            list,
            inner: StoredValue::new_local(Inner::default()),
            events: StoredValue::new(None),
        }
    }

    /// How much of the history is loaded.
    pub fn state(self) -> ReadSignal<CrawlState> {
        self.state
    }

    /// Progress of the crawl.
    pub fn stats(self) -> ReadSignal<CrawlStats> {
        self.stats
    }

    /// When everything was last read, in ms since the epoch.
    pub fn read_at(self) -> ReadSignal<Option<i64>> {
        self.read_at
    }

    /// Time at which the restored snapshot was current, in ms since the epoch; `None` once the data are up to date.
    pub fn as_of(self) -> ReadSignal<Option<i64>> {
        self.as_of
    }

    /// When the whole history is fetched automatically.
    pub fn load_policy(self) -> ReadSignal<LoadPolicy> {
        self.load_policy
    }

    /// Moves the known operations into the column store, so that filters and counts see every loaded row. Fetches its code if necessary, but
    /// none of the history.
    pub fn open_history(self) {
        let mut first = false;
        self.inner.update_value(|inner| first = !std::mem::replace(&mut inner.history_wanted, true));
        if let Some(events) = self.events.get_value().filter(|_| first) {
            events.history_needed.run(());
        }
    }

    pub(super) fn on_events(self, events: CrawlEvents) {
        self.events.set_value(Some(events));
    }

    /// Sets the entry points of the loaded chunk. The crawl may use them once the column store is open.
    pub(super) fn set_runner(self, runner: CrawlRunner) {
        self.inner.update_value(|inner| inner.runner = Some(runner));
    }

    /// The chunk could not be fetched.
    pub(super) fn history_failed(self, reason: String) {
        self.inner.update_value(|inner| inner.history_wanted = false);
        self.set_state.set(CrawlState::Failed(Problem::Chunk(reason)));
    }

    /// The column store holds a restored snapshot that was current at `at`.
    pub(super) fn restored(self, at: i64) {
        self.set_as_of.set(Some(at));
        self.set_read_at.set(Some(at));
        if self.state.get_untracked() == CrawlState::Idle {
            self.set_state.set(CrawlState::Complete);
        }
    }

    /// The column store is open: starts what waited for it.
    pub(super) fn history_opened(self) {
        // The user may have stopped the crawl meanwhile.
        if let Some(runner) = self.runner().filter(|_| self.state.get_untracked() == CrawlState::Running) {
            (runner.begin)(self);
        }
        // The first answer of the list may have arrived before the column store was open.
        let request = self.list.listing().with_untracked(|listing| listing.request.clone());
        if self.is_behind() && request.as_ref().and_then(ListRequest::rank_offset).is_some() {
            self.keep_up(request == Some(ListRequest::Everything));
        }
    }

    /// Whether the data were restored and are not up to date yet.
    pub(super) fn is_behind(self) -> bool {
        self.as_of.with_untracked(Option::is_some)
    }

    /// The token with which everything was read, as the number of renewals when that crawl began.
    pub(super) fn read_under(self) -> Option<u32> {
        self.inner.with_value(|inner| inner.read_under)
    }

    /// Clears all state: after signing out, or with a refused token.
    pub(super) fn reset(self) {
        self.inner.update_value(|inner| {
            if let Some(crawler) = &inner.crawler {
                crawler.abort();
            }
            *inner = Inner::default();
        });
        self.set_state.set(CrawlState::Idle);
        self.set_stats.set(CrawlStats::default());
        self.set_read_at.set(None);
        self.set_as_of.set(None);
    }

    fn runner(self) -> Option<CrawlRunner> {
        self.inner.with_value(|inner| inner.runner).filter(|_| self.store.has_history_untracked())
    }
}
