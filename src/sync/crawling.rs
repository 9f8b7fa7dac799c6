//! Carrying out a [`Crawl`]: bounded concurrency, off the critical path, quiet in a hidden tab.

use super::{
    CrawlState, Live, Sweep,
    crawl::{Answered, Crawl, PAGE},
    poll::{Pace, Situation, next_delay},
    seen_rows::SeenRows,
};
use crate::{
    api::{Cancel, Fetched, ListParams, Problem, worker},
    time::now_ms,
};
use gloo_timers::callback::Timeout;
use history::{RowId, Taken};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashSet;

/// Failures in a row after which it stops and asks the person.
const GIVE_UP_AFTER: u32 = 8;
/// Views hear of what came at most so often: filtering all again for each page would cost more than the pages.
const ANNOUNCE_MS: i64 = 250;

/// A crawl being carried out.
pub(super) struct Crawler {
    plan: Crawl,
    cancel: Cancel,
    seen: SeenRows,
    unreadable: HashSet<String>,
    failures: u32,
    announced_at: i64,
    changed: bool,
    pause: Option<Timeout>,
}

impl Crawler {
    /// Ends its calls, and the worker that makes them.
    pub(super) fn abort(&self) {
        self.cancel.abort();
        worker::end();
    }
}

impl Live {
    /// Fetches the whole history in the background, from the start.
    pub fn load_all(self) {
        if self.crawl.get_untracked() == CrawlState::Running {
            return;
        }
        self.crawl.set(CrawlState::Running);
        self.with_whole(Self::begin_crawl);
    }

    fn begin_crawl(self) {
        // Stopped while its part of the app was still on the way.
        if self.crawl.get_untracked() != CrawlState::Running {
            return;
        }
        self.inner.update_value(|inner| {
            inner.crawler = Some(Crawler {
                plan: Crawl::default(),
                cancel: Cancel::default(),
                seen: SeenRows::default(),
                unreadable: HashSet::new(),
                failures: 0,
                announced_at: 0,
                changed: false,
                pause: None,
            });
        });
        self.store.peek(|known| known.sweep(Sweep::Begin));
        self.pump();
    }

    /// Stops fetching; what came stays, and the list says how much that is.
    pub fn stop_loading(self) {
        self.end_crawl(CrawlState::Stopped);
    }

    /// After an answer for the top of everything: fetches the rest where it is not here, again where the count says so.
    pub(super) fn keep_up(self) {
        let (known, count) = untrack(|| self.loaded());
        match self.crawl.get_untracked() {
            CrawlState::Idle => self.load_all(),
            CrawlState::Complete if count.is_some_and(|count| count != known as u64) => self.load_all(),
            // What the poll changed.
            CrawlState::Complete => self.prepare(),
            _ => {}
        }
    }

    /// Goes on after a hidden tab, a lost network or a renewed token.
    pub(super) fn resume_crawl(self) {
        if self.crawl.get_untracked() == CrawlState::Running {
            self.with_crawler(|crawler| {
                crawler.pause = None;
                crawler.failures = 0;
            });
            self.pump();
        }
    }

    fn with_crawler<T>(self, change: impl FnOnce(&mut Crawler) -> T) -> Option<T> {
        let mut result = None;
        self.inner.update_value(|inner| result = inner.crawler.as_mut().map(change));
        result
    }

    /// Sends as many calls as may be under way.
    fn pump(self) {
        if document().hidden() || self.session.refused().with_untracked(Option::is_some) {
            return;
        }
        let Some(client) = self.session.client() else { return };
        loop {
            let next = self.with_crawler(|crawler| match crawler.pause {
                Some(_) => None,
                None => crawler.plan.next().map(|offset| (offset, crawler.cancel.clone())),
            });
            let Some(Some((offset, cancel))) = next else { break };
            let client = client.clone();
            spawn_local(async move {
                let params = ListParams { limit: Some(PAGE), offset, ..ListParams::default() };
                let answer = client.fetch_page(&params, &cancel).await;
                if !cancel.is_aborted() {
                    self.crawled(offset, answer);
                }
            });
        }
    }

    fn crawled(self, offset: usize, answer: Result<Fetched, Problem>) {
        let taken = answer.and_then(|page| self.store.take_page(&page, offset));
        match taken {
            Ok(taken) => self.crawled_page(offset, taken),
            Err(problem) => self.missed_page(offset, problem),
        }
        let done = self
            .with_crawler(|crawler| (crawler.plan.is_done(), crawler.seen.len() + crawler.unreadable.len()));
        if let Some((true, seen)) = done {
            let count = self.listing.with_untracked(|l| l.count);
            // What a complete crawl didn't see, the API no longer has.
            let complete = count.is_some_and(|count| seen as u64 >= count);
            self.store.peek(|known| known.sweep(if complete { Sweep::Drop } else { Sweep::Keep }));
            self.store.announce();
            self.end_crawl(CrawlState::Complete);
        } else {
            self.pump();
        }
    }

    fn crawled_page(self, offset: usize, taken: Taken) {
        let page = Answered { count: taken.count, rows: taken.rows.len() };
        let now = now_ms();
        let announce = self.with_crawler(|crawler| {
            crawler.failures = 0;
            // Those that could not be read have no row.
            taken.rows.iter().filter(|row| **row != RowId::NONE).for_each(|row| crawler.seen.insert(*row));
            crawler.unreadable.extend(taken.unreadable.into_iter().map(|row| row.raw));
            let seen = crawler.seen.len() + crawler.unreadable.len();
            crawler.plan.answered(offset, page, seen);
            crawler.changed |= taken.added + taken.changed > 0;
            let due = crawler.changed && now - crawler.announced_at >= ANNOUNCE_MS;
            if due {
                crawler.announced_at = now;
                crawler.changed = false;
            }
            due
        });
        if announce == Some(true) {
            self.store.announce();
        }
        if page.count.is_some() && self.listing.with_untracked(|l| l.count != page.count) {
            self.listing.update(|l| l.count = page.count);
        }
    }

    fn missed_page(self, offset: usize, problem: Problem) {
        if let Problem::Unauthorized(_) = problem {
            self.session.refuse(problem.clone());
        }
        let failures = self.with_crawler(|crawler| {
            crawler.plan.failed(offset);
            crawler.failures += 1;
            crawler.failures
        });
        let failures = failures.unwrap_or_default();
        if failures >= GIVE_UP_AFTER || matches!(problem, Problem::Forbidden(_) | Problem::NotThisApi(_)) {
            self.end_crawl(CrawlState::Failed(problem));
            return;
        }
        let situation = Situation {
            pace: Pace::Adaptive,
            active: true,
            failures,
            wait_ms: problem.wait_ms(),
            dice: js_sys::Math::random(),
        };
        let pause = next_delay(situation).map(|ms| {
            Timeout::new(ms, move || {
                self.with_crawler(|crawler| crawler.pause = None);
                self.pump();
            })
        });
        self.with_crawler(|crawler| crawler.pause = pause);
    }

    fn end_crawl(self, state: CrawlState) {
        if let Some(crawler) = self.inner.try_update_value(|inner| inner.crawler.take()).flatten() {
            crawler.abort();
        }
        if state == CrawlState::Complete {
            self.read_at.set(Some(now_ms()));
        }
        self.store.announce();
        let complete = state == CrawlState::Complete;
        self.crawl.set(state);
        if complete {
            self.prepare();
        }
    }
}
