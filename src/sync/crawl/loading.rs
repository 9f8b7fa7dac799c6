//! When the whole history is fetched, and what the user may do about it. Fetching it is the job of [`super::runner`].

use super::{CrawlState, CrawlSync, LoadPolicy};
use crate::{idle::on_idle, session::BrowserStorage};
use leptos::prelude::*;

/// Where the browser keeps the [`LoadPolicy`].
const LOAD_POLICY: &str = "load-history";

/// The policy that was chosen in this browser.
pub(super) fn stored_policy() -> LoadPolicy {
    BrowserStorage::Browser.get(LOAD_POLICY).map(|name| LoadPolicy::named(&name)).unwrap_or_default()
}

impl CrawlSync {
    /// Whether what is loaded now is all that will be, unless the user acts.
    pub fn has_settled(self) -> bool {
        match self.state.get() {
            CrawlState::Running => false,
            CrawlState::Idle => self.load_policy.get() == LoadPolicy::Never,
            _ => true,
        }
    }

    /// Fetches the whole history in the background, from the start; goes on where that is paused.
    pub fn load_all(self) {
        self.start(true);
    }

    /// Fetches nothing more until [`Self::resume`]; what is under way still comes.
    pub fn pause(self) {
        if self.state.get_untracked() == CrawlState::Running {
            self.set_state.set(CrawlState::Paused);
        }
    }

    /// Goes on where it was paused.
    pub fn resume(self) {
        if self.state.get_untracked() == CrawlState::Paused {
            self.set_state.set(CrawlState::Running);
            self.retry_now();
        }
    }

    /// Stops fetching; what came stays, and the list says how much that is.
    pub fn stop(self) {
        self.end(CrawlState::Stopped);
    }

    /// Notes when to load, for this browser; `false` where the browser doesn't remember it.
    pub fn set_load_policy(self, policy: LoadPolicy) -> bool {
        self.set_load_policy.set(policy);
        if policy == LoadPolicy::Automatically {
            self.keep_up(false);
        }
        if policy == LoadPolicy::default() {
            BrowserStorage::Browser.forget(LOAD_POLICY);
            return true;
        }
        BrowserStorage::Browser.put(LOAD_POLICY, policy.name())
    }

    /// Goes on after a hidden tab, a lost network or a renewed token.
    pub(in crate::sync) fn retry_now(self) {
        if self.state.get_untracked() == CrawlState::Running
            && let Some(runner) = self.runner()
        {
            let mut begun = false;
            self.inner.update_value(|inner| {
                if let Some(crawler) = &mut inner.crawler {
                    crawler.reset_waits();
                    begun = true;
                }
            });
            // It may have been paused before its chunk was here.
            let act = if begun { runner.pump } else { runner.begin };
            act(self);
        }
    }

    /// After an answer with the API's count: fetches what is missing, as far as the load policy wants that. `needed` where the request
    /// is answered from all of it.
    pub(in crate::sync) fn keep_up(self, needed: bool) {
        let (known, count) = untrack(|| self.list.loaded());
        let here = count.is_none_or(|count| count == known as u64);
        let wanted = self.load_policy.get_untracked().wants(needed);
        let history_wanted = || self.inner.with_value(|inner| inner.history_wanted);
        match self.state.get_untracked() {
            // A filter waits for it. Otherwise the first rows are shown before anything else is done.
            CrawlState::Idle if wanted && needed && history_wanted() => self.load_all(),
            CrawlState::Idle if wanted => self.load_when_idle(),
            CrawlState::Complete if self.is_behind() || (wanted && !here) => self.start(false),
            // What the poll changed.
            CrawlState::Complete => self.prepare(),
            _ => {}
        }
    }

    pub(super) fn end(self, state: CrawlState) {
        if let Some(crawler) = self.inner.try_update_value(|inner| inner.crawler.take()).flatten() {
            crawler.abort();
        }
        self.store.announce();
        self.set_state.set(state);
    }

    fn start(self, all: bool) {
        match self.state.get_untracked() {
            CrawlState::Running => return,
            CrawlState::Paused => return self.resume(),
            _ => {}
        }
        self.inner.update_value(|inner| inner.read_all |= all);
        self.set_state.set(CrawlState::Running);
        match self.runner() {
            Some(runner) => (runner.begin)(self),
            None => self.open_history(),
        }
    }

    fn load_when_idle(self) {
        let connection = self.store.connection();
        on_idle(move || {
            if self.store.connection() == connection && self.state.get_untracked() == CrawlState::Idle {
                self.load_all();
            }
        });
    }
}
