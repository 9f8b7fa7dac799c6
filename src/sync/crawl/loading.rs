//! When the whole history is fetched, and how the user controls that. [`super::runner`] does the fetching.

use super::{
    CrawlState, CrawlSync, LoadPolicy,
    load_policy::{UNASKED_AT_ONCE, is_short},
};
use crate::{idle::on_idle, session::BrowserStorage};
use leptos::prelude::*;

/// Key of the [`LoadPolicy`] in the browser's storage.
const LOAD_POLICY: &str = "load-history";

/// The policy stored in this browser.
pub(super) fn stored_policy() -> LoadPolicy {
    BrowserStorage::Browser.get(LOAD_POLICY).map(|name| LoadPolicy::named(&name)).unwrap_or_default()
}

impl CrawlSync {
    /// Whether nothing more will be loaded unless the user acts.
    pub fn has_settled(self) -> bool {
        match self.state.get() {
            CrawlState::Running => false,
            CrawlState::Idle => self.load_policy.get() == LoadPolicy::Never,
            _ => true,
        }
    }

    /// Fetches the whole history in the background from the start. Resumes a paused crawl.
    pub fn load_all(self) {
        self.start(true, false);
    }

    /// Pauses the crawl until [`Self::resume`]. Calls under way still complete.
    pub fn pause(self) {
        if self.state.get_untracked() == CrawlState::Running {
            self.set_state.set(CrawlState::Paused);
        }
    }

    /// Resumes a paused crawl.
    pub fn resume(self) {
        if self.state.get_untracked() == CrawlState::Paused {
            self.set_state.set(CrawlState::Running);
            self.retry_now();
        }
    }

    /// Stops the crawl. Loaded rows stay, and the list shows how many there are.
    pub fn stop(self) {
        self.end(CrawlState::Stopped);
    }

    /// Sets the policy and stores it in this browser; `false` if the browser doesn't store it.
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

    /// Resumes after a hidden tab, a lost network or a renewed token.
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
            // The crawl may have been paused before the chunk was loaded.
            let act = if begun { runner.pump } else { runner.begin };
            act(self);
        }
    }

    /// Called after an answer with the API's count: fetches what is missing, if the load policy allows that. `needed` means that the list
    /// request needs all of it.
    pub(in crate::sync) fn keep_up(self, needed: bool) {
        let (known, count) = untrack(|| self.list.loaded());
        let here = count.is_none_or(|count| count == known as u64);
        let up_to = self.session.config().with_untracked(|config| config.load_all_up_to);
        let policy = self.load_policy.get_untracked();
        let wanted = policy.wants(needed, is_short(count, up_to));
        let unasked = wanted && !policy.wants(needed, false);
        let history_wanted = || self.inner.with_value(|inner| inner.history_wanted);
        // A server that always miscounts must not cause an endless loop.
        let vain = || unasked && self.inner.with_value(|inner| inner.unasked_for == count);
        match self.state.get_untracked() {
            // A filter is waiting for the history. Otherwise the first rows are shown before anything else is fetched.
            CrawlState::Idle if wanted && needed && history_wanted() => self.load_all(),
            CrawlState::Idle if wanted => {
                self.inner.update_value(|inner| inner.unasked_for = count);
                self.load_when_idle(unasked);
            }
            CrawlState::Running if needed => self.inner.update_value(|inner| inner.unasked = false),
            CrawlState::Complete if self.is_behind() || (wanted && !here && !vain()) => {
                self.inner.update_value(|inner| inner.unasked_for = count);
                self.start(false, unasked);
            }
            // Prepares again what the poll has changed.
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

    /// Most calls at a time: few where nobody asked for the history.
    pub(super) fn most_at_once(self) -> usize {
        self.inner.with_value(|inner| if inner.unasked { UNASKED_AT_ONCE } else { usize::MAX })
    }

    /// `unasked`: nobody waits for it.
    fn start(self, all: bool, unasked: bool) {
        let running = self.state.with_untracked(|state| *state == CrawlState::Running);
        self.inner.update_value(|inner| inner.unasked = unasked && (inner.unasked || !running));
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

    fn load_when_idle(self, unasked: bool) {
        let connection = self.store.connection();
        on_idle(move || {
            if self.store.connection() == connection && self.state.get_untracked() == CrawlState::Idle {
                self.start(true, unasked);
            }
        });
    }
}
