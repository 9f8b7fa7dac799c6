//! Runs a [`Crawl`]: throttled for the server, off the critical path, paused in a hidden tab. Part of the lazy history chunk.

use super::{
    CrawlState, CrawlStats, CrawlSync, delta_sync,
    eta::EtaEstimator,
    plan::{Answered, Crawl},
    retry_policy::RetryPolicy,
    seen_rows::SeenRows,
    throttle::Throttle,
};
use crate::{
    api::{Cancel, Fetched, ListParams, Problem, traffic, wait_left, worker},
    sync::{
        list::PAGE,
        store::{OperationStore, Sweep},
    },
    time::now_ms,
};
use gloo_timers::callback::Timeout;
use history::{Query, RowId, Taken};
use leptos::{prelude::*, task::spawn_local};
use operation::{Stage, stage};
use std::collections::HashSet;

/// Least time between announcements, in ms: filtering everything again for each page would cost more than the pages.
const ANNOUNCE_MS: i64 = 500;
/// Least time between updates of the progress, in ms.
const STATS_MS: i64 = 250;

/// A crawl under way.
pub(super) struct Crawler {
    plan: Crawl,
    cancel: Cancel,
    seen: SeenRows,
    unreadable: HashSet<String>,
    retry: RetryPolicy,
    throttle: Throttle,
    /// After a failure, nothing is sent before then.
    waits_until: i64,
    announced_at: i64,
    changed: bool,
    pause: Option<Timeout>,
    eta: EtaEstimator,
    shown_at: i64,
    /// Number of token renewals when it began.
    renewals: u32,
}

impl Crawler {
    /// Aborts its calls and ends the worker that makes them.
    pub(super) fn abort(&self) {
        self.cancel.abort();
        worker::end();
    }

    /// Its progress, if an update is due.
    fn stats(&mut self, now: i64, seen: usize, count: Option<u64>) -> Option<CrawlStats> {
        if now - self.shown_at < STATS_MS {
            return None;
        }
        self.shown_at = now;
        let of = self.plan.rows().or(count);
        Some(CrawlStats {
            seen,
            of,
            left_ms: of.and_then(|of| self.eta.left_ms(of)),
            at_once: self.throttle.at_once(),
            slowed: self.throttle.is_slowed(now),
            waits_until: self.waits_until,
        })
    }

    /// The next page to fetch, or how long to wait before the next call, in ms.
    fn next(&mut self) -> Option<Result<usize, u32>> {
        if self.pause.is_some() {
            return None;
        }
        let now = now_ms();
        let wait_ms = self.throttle.wait_ms(now, traffic()).max(wait_left(now).unwrap_or_default());
        if wait_ms > 0 {
            return Some(Err(wait_ms));
        }
        let offset = self.plan.next(self.throttle.at_once())?;
        self.throttle.sent(now);
        Some(Ok(offset))
    }

    /// Ends the wait after a failure, as after a lost network or a renewed token.
    pub(super) fn reset_waits(&mut self) {
        if self.retry.reset(now_ms()) {
            self.pause = None;
            self.waits_until = 0;
        }
        self.eta.reset();
    }
}

/// Starts a delta sync if that is enough, else a full crawl.
pub(in crate::sync) fn begin(crawl: CrawlSync) {
    let pages = crawl.pages_to_check();
    crawl.carry_out(pages.map_or_else(Crawl::default, Crawl::of));
}

/// Sends calls up to the concurrency limit.
pub(in crate::sync) fn pump(crawl: CrawlSync) {
    crawl.pump();
}

impl CrawlSync {
    fn carry_out(self, plan: Crawl) {
        let all = !plan.is_partial();
        self.inner.update_value(|inner| {
            inner.crawler = Some(Crawler {
                plan,
                cancel: Cancel::default(),
                seen: SeenRows::default(),
                unreadable: HashSet::new(),
                retry: RetryPolicy::default(),
                throttle: Throttle::new(
                    self.session.config().with_untracked(|config| config.limits),
                    traffic(),
                ),
                waits_until: 0,
                announced_at: 0,
                changed: false,
                pause: None,
                eta: EtaEstimator::default(),
                shown_at: 0,
                renewals: self.session.renewals().get_untracked(),
            });
        });
        self.set_stats.set(CrawlStats::default());
        if all {
            self.store.peek(|known| known.sweep(Sweep::Begin));
        }
        self.pump();
    }

    fn with_crawler<T>(self, change: impl FnOnce(&mut Crawler) -> T) -> Option<T> {
        let mut result = None;
        self.inner.update_value(|inner| result = inner.crawler.as_mut().map(change));
        result
    }

    fn pump(self) {
        let running = self.state.get_untracked() == CrawlState::Running;
        if !running || document().hidden() || self.session.refused().with_untracked(Option::is_some) {
            return;
        }
        let Some(client) = self.session.client() else { return };
        loop {
            let calls = self.with_crawler(|crawler| crawler.plan.under_way()).unwrap_or_default();
            if calls >= self.most_at_once() {
                return;
            }
            let next = self.with_crawler(|crawler| Some((crawler.next()?, crawler.cancel.clone())));
            let (offset, cancel) = match next.flatten() {
                Some((Ok(offset), cancel)) => (offset, cancel),
                Some((Err(wait_ms), _)) => return self.pump_later(wait_ms),
                None => return,
            };
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

    fn pump_later(self, wait_ms: u32) {
        let pause = Timeout::new(wait_ms, move || {
            self.with_crawler(|crawler| crawler.pause = None);
            self.pump();
        });
        self.with_crawler(|crawler| crawler.pause = Some(pause));
    }

    fn crawled(self, offset: usize, answer: Result<Fetched, Problem>) {
        let taken = answer.and_then(|page| {
            self.with_crawler(|crawler| {
                let under_way = crawler.plan.under_way();
                crawler.throttle.answered(now_ms(), page.took_ms, under_way, page.multiplexed);
            });
            self.store.take_page(&page, offset)
        });
        match taken {
            Ok(taken) => self.crawled_page(offset, taken),
            Err(problem) => self.missed_page(offset, problem),
        }
        let done = self.with_crawler(|crawler| {
            let seen = crawler.seen.len() + crawler.unreadable.len();
            let plan = &crawler.plan;
            (plan.is_done(), seen, plan.is_partial(), (plan.count(), plan.saw_end()))
        });
        if let Some((true, seen, partial, (counted, saw_end))) = done {
            let count = self.list.listing().with_untracked(|l| l.count);
            // A complete crawl drops the rows that it didn't see, because the API no longer has them.
            let complete = !partial && count.is_some_and(|count| seen as u64 >= count);
            self.store.peek(|known| known.sweep(if complete { Sweep::Drop } else { Sweep::Keep }));
            if complete
                && let Some(unread) = self.with_crawler(|crawler| std::mem::take(&mut crawler.unreadable))
            {
                self.store.retain_unread(&unread);
            }
            if saw_end && !partial {
                self.list.set_read_to_end();
            }
            self.store.announce();
            // If a delta sync didn't find all rows, the next crawl reads everything.
            let (known, count) = untrack(|| self.list.loaded());
            let short = count.is_some_and(|count| count != known as u64);
            self.inner.update_value(|inner| inner.read_all = partial && short);
            self.complete();
            // A poll has counted more rows than any page of this crawl, so rows have arrived since. Only then is another crawl sure to find rows;
            // a server that always miscounts must not cause an endless loop.
            if count > counted {
                self.keep_up(true);
            }
        } else {
            self.pump();
        }
    }

    fn crawled_page(self, offset: usize, taken: Taken) {
        let page = Answered { count: taken.count, rows: taken.rows.len(), more: taken.more };
        let count = self.list.believed(page.count, offset, page.rows, page.more);
        let now = now_ms();
        let announce = self.with_crawler(|crawler| {
            crawler.retry.succeeded();
            // Unreadable rows have no row id.
            taken.rows.iter().filter(|row| **row != RowId::NONE).for_each(|row| crawler.seen.insert(*row));
            crawler.unreadable.extend(taken.unreadable.into_iter().map(|row| row.raw));
            let seen = crawler.seen.len() + crawler.unreadable.len();
            crawler.plan.answered(offset, page, seen);
            crawler.eta.note(now, seen);
            crawler.changed |= taken.added + taken.changed > 0;
            let due = crawler.changed && now - crawler.announced_at >= ANNOUNCE_MS;
            if due {
                crawler.announced_at = now;
                crawler.changed = false;
            }
            (due, crawler.stats(now, seen, page.count))
        });
        if let Some((_, Some(stats))) = announce {
            self.set_stats.set(stats);
        }
        if announce.is_some_and(|(due, _)| due) {
            self.store.announce();
        }
        self.list.raise_count(count);
    }

    fn missed_page(self, offset: usize, problem: Problem) {
        // A crawl begins after an answer to the list.
        let problem = problem.after_answers();
        if let Problem::Unauthorized(_) = problem {
            self.session.refuse(problem.clone());
        }
        let wait = self.with_crawler(|crawler| {
            let now = now_ms();
            crawler.plan.failed(offset);
            if problem.may_pass() && problem != Problem::Offline {
                crawler.throttle.failed(now, traffic());
            }
            let wait = crawler.retry.failed(now, problem.wait_ms(), js_sys::Math::random());
            crawler.waits_until = now + i64::from(wait.unwrap_or_default());
            wait
        });
        let hopeless = matches!(problem, Problem::Forbidden(_) | Problem::Displaced(_));
        let Some(Some(wait)) = wait.filter(|_| !hopeless) else {
            self.end(CrawlState::Failed(problem));
            return;
        };
        let waits_until = now_ms() + i64::from(wait);
        self.set_stats.update(|stats| stats.waits_until = waits_until);
        self.pump_later(wait);
    }

    fn complete(self) {
        if let Some(renewals) = self.with_crawler(|crawler| crawler.renewals) {
            self.inner.update_value(|inner| inner.read_under = Some(renewals));
        }
        self.set_read_at.set(Some(now_ms()));
        self.set_as_of.set(None);
        self.end(CrawlState::Complete);
        self.prepare();
        if let Some(events) = self.events.get_value() {
            events.completed.run(());
        }
    }

    /// The pages to read again in a delta sync; `None` to read everything.
    fn pages_to_check(self) -> Option<Vec<usize>> {
        let read_all = self.inner.with_value(|inner| inner.read_all);
        self.read_at.get_untracked().filter(|_| self.is_behind() || !read_all)?;
        let count =
            self.list.listing().with_untracked(|l| l.count).and_then(|count| usize::try_from(count).ok())?;
        let (known, _) = untrack(|| self.list.loaded());
        let unread = self.store.unreadable().with_untracked(Vec::len);
        let unfinished = self.store.peek(unfinished);
        delta_sync::pages(unfinished, (known, unread), count)
    }
}

/// Positions of the unfinished rows, in the API's order.
fn unfinished(known: &mut dyn OperationStore) -> Vec<usize> {
    let statuses = known.facets(&Query::default(), 0).statuses.into_iter().map(|(status, _)| status);
    let statuses: Vec<String> = statuses.filter(|status| stage(status) != Stage::Final).collect();
    if statuses.is_empty() {
        return Vec::new();
    }
    let mut rows = known.select(&Query { statuses, ..Query::default() }).rows().to_vec();
    rows.sort_unstable();
    let all = known.select(&Query::default());
    let places = all.rows().iter().enumerate();
    places.filter(|(_, row)| rows.binary_search(row).is_ok()).map(|(place, _)| place).collect()
}
