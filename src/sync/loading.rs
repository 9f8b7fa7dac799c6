//! When the whole history is fetched, and what a person may do about it. Fetching it is [`super::crawling`]'s business.

use super::{CrawlState, HistoryChunk, Live, LoadPolicy};
use crate::{idle::on_idle, session::BrowserStorage};
use leptos::prelude::*;

const WHEN: &str = "load-history";

/// What was chosen in this browser.
pub(super) fn chosen() -> LoadPolicy {
    BrowserStorage::Browser.get(WHEN).map(|name| LoadPolicy::named(&name)).unwrap_or_default()
}

impl Live {
    /// Fetches the whole history in the background, from the start; goes on where that is paused.
    pub fn load_all(self) {
        self.begin_loading(true);
    }

    fn begin_loading(self, all: bool) {
        match self.crawl.get_untracked() {
            CrawlState::Running => return,
            CrawlState::Paused => return self.resume_loading(),
            _ => {}
        }
        self.inner.update_value(|inner| inner.all |= all);
        self.crawl.set(CrawlState::Running);
        self.with_whole(Self::begin_crawl);
    }

    fn begin_crawl(self, part: HistoryChunk) {
        // Stopped while its part of the app was still on the way.
        if self.crawl.get_untracked() == CrawlState::Running {
            (part.crawl)(self);
        }
    }

    /// Fetches nothing more until [`Self::resume_loading`]; what is under way still comes.
    pub fn pause_loading(self) {
        if self.crawl.get_untracked() == CrawlState::Running {
            self.crawl.set(CrawlState::Paused);
        }
    }

    /// Goes on where it was paused.
    pub fn resume_loading(self) {
        if self.crawl.get_untracked() == CrawlState::Paused {
            self.crawl.set(CrawlState::Running);
            self.resume_crawl();
        }
    }

    /// Goes on after a hidden tab, a lost network or a renewed token.
    pub(super) fn resume_crawl(self) {
        if self.crawl.get_untracked() == CrawlState::Running
            && let Some(part) = self.part()
        {
            self.inner.update_value(|inner| {
                if let Some(crawler) = &mut inner.crawler {
                    crawler.refreshed();
                }
            });
            (part.pump)(self);
        }
    }

    /// After an answer with the API's count: fetches what is not here, as far as the person wants that. `needed` where what is asked is
    /// answered from all of it.
    pub(super) fn keep_up(self, needed: bool) {
        let (known, count) = untrack(|| self.loaded());
        let here = count.is_none_or(|count| count == known as u64);
        let wanted = self.load_policy.get_untracked().wants(needed);
        match self.crawl.get_untracked() {
            // Who filters waits for it. Who has the first rows on the screen sees them before anything else is done.
            CrawlState::Idle if wanted && needed && self.is_whole_wanted() => self.load_all(),
            CrawlState::Idle if wanted => self.load_when_idle(),
            CrawlState::Complete if self.is_behind() || (wanted && !here) => self.begin_loading(false),
            // What the poll changed.
            CrawlState::Complete => self.prepare(),
            _ => {}
        }
    }

    fn load_when_idle(self) {
        let connection = self.connection();
        on_idle(move || {
            if self.connection() == connection && self.crawl.get_untracked() == CrawlState::Idle {
                self.load_all();
            }
        });
    }

    fn is_behind(self) -> bool {
        self.as_of.with_untracked(Option::is_some)
    }

    /// Whether what is loaded now is all that will be, unless somebody does something.
    pub fn has_settled(self) -> bool {
        match self.crawl.get() {
            CrawlState::Running => false,
            CrawlState::Idle => self.load_policy.get() == LoadPolicy::Never,
            _ => true,
        }
    }

    /// Notes when to load, for this browser; `false` where the browser doesn't remember it.
    pub fn set_when_to_load(self, when: LoadPolicy) -> bool {
        self.load_policy.set(when);
        if when == LoadPolicy::Automatically {
            self.keep_up(false);
        }
        if when == LoadPolicy::default() {
            BrowserStorage::Browser.forget(WHEN);
            return true;
        }
        BrowserStorage::Browser.put(WHEN, when.name())
    }
}
