//! Carrying out a [`Crawl`]: bounded concurrency, off the critical path, quiet in a hidden tab.

use super::{
    CrawlState, CrawlStats, Live, OperationStore, Sweep,
    crawl_plan::{Answered, Crawl, PAGE},
    delta_sync,
    eta::EtaEstimator,
    retry_policy::RetryPolicy,
    save,
    seen_rows::SeenRows,
};
use crate::{
    api::{Cancel, Fetched, ListParams, Problem, worker},
    operation::{Stage, stage},
    time::now_ms,
};
use gloo_timers::callback::Timeout;
use history::{Query, RowId, Taken};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashSet;

/// Views hear of what came at most so often: filtering all again for each page would cost more than the pages.
const ANNOUNCE_MS: i64 = 500;
/// A person hears at most so often how far it is.
const PROGRESS_MS: i64 = 250;

/// A crawl being carried out.
pub(super) struct Crawler {
    plan: Crawl,
    cancel: Cancel,
    seen: SeenRows,
    unreadable: HashSet<String>,
    patience: RetryPolicy,
    announced_at: i64,
    changed: bool,
    pause: Option<Timeout>,
    pacer: EtaEstimator,
    shown_at: i64,
    /// How often the token had been renewed when it began.
    renewals: u32,
}

impl Crawler {
    /// Ends its calls, and the worker that makes them.
    pub(super) fn abort(&self) {
        self.cancel.abort();
        worker::end();
    }

    /// How far it is, where that is due to be said.
    fn progress(&mut self, now: i64, seen: usize, count: Option<u64>) -> Option<CrawlStats> {
        if now - self.shown_at < PROGRESS_MS {
            return None;
        }
        self.shown_at = now;
        let of = self.plan.rows().or(count);
        Some(CrawlStats { seen, of, left_ms: of.and_then(|of| self.pacer.left_ms(of)) })
    }

    /// What held it up is over.
    pub(super) fn refreshed(&mut self) {
        if self.patience.refreshed(now_ms()) {
            self.pause = None;
        }
        self.pacer.forget();
    }
}

/// Begins a crawl: of what may have changed where that is enough, else of everything.
pub(super) fn begin(live: Live) {
    let pages = live.pages_to_check();
    live.carry_out(pages.map_or_else(Crawl::default, Crawl::of));
}

impl Live {
    fn carry_out(self, plan: Crawl) {
        let all = !plan.is_partial();
        self.inner.update_value(|inner| {
            inner.crawler = Some(Crawler {
                plan,
                cancel: Cancel::default(),
                seen: SeenRows::default(),
                unreadable: HashSet::new(),
                patience: RetryPolicy::default(),
                announced_at: 0,
                changed: false,
                pause: None,
                pacer: EtaEstimator::default(),
                shown_at: 0,
                renewals: self.session.renewals().get_untracked(),
            });
        });
        self.progress.set(CrawlStats::default());
        if all {
            self.store.peek(|known| known.sweep(Sweep::Begin));
        }
        self.pump();
    }

    /// Stops fetching; what came stays, and the list says how much that is.
    pub fn stop_loading(self) {
        self.end_crawl(CrawlState::Stopped);
    }

    fn with_crawler<T>(self, change: impl FnOnce(&mut Crawler) -> T) -> Option<T> {
        let mut result = None;
        self.inner.update_value(|inner| result = inner.crawler.as_mut().map(change));
        result
    }

    /// Sends as many calls as may be under way.
    pub(super) fn pump(self) {
        let running = self.crawl.get_untracked() == CrawlState::Running;
        if !running || document().hidden() || self.session.refused().with_untracked(Option::is_some) {
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
        let done = self.with_crawler(|crawler| {
            let seen = crawler.seen.len() + crawler.unreadable.len();
            (crawler.plan.is_done(), seen, crawler.plan.is_partial(), crawler.plan.count())
        });
        if let Some((true, seen, partial, counted)) = done {
            let count = self.listing.with_untracked(|l| l.count);
            // What a complete crawl didn't see, the API no longer has.
            let complete = !partial && count.is_some_and(|count| seen as u64 >= count);
            self.store.peek(|known| known.sweep(if complete { Sweep::Drop } else { Sweep::Keep }));
            if complete
                && let Some(unread) = self.with_crawler(|crawler| std::mem::take(&mut crawler.unreadable))
            {
                self.store.retain_unread(&unread);
            }
            self.store.announce();
            // Where what was read isn't all that there is now, the next crawl reads everything.
            let (known, count) = untrack(|| self.loaded());
            let short = count.is_some_and(|count| count != known as u64);
            self.inner.update_value(|inner| inner.all = partial && short);
            self.end_crawl(CrawlState::Complete);
            // A poll has counted more than any page of this crawl: they arrived since. Only then is it certain that going on brings
            // something; a server that always counts wrong must not be asked for ever.
            if count > counted {
                self.keep_up(true);
            }
        } else {
            self.pump();
        }
    }

    fn crawled_page(self, offset: usize, taken: Taken) {
        let page = Answered { count: taken.count, rows: taken.rows.len() };
        let now = now_ms();
        let announce = self.with_crawler(|crawler| {
            crawler.patience.restored();
            // Those that could not be read have no row.
            taken.rows.iter().filter(|row| **row != RowId::NONE).for_each(|row| crawler.seen.insert(*row));
            crawler.unreadable.extend(taken.unreadable.into_iter().map(|row| row.raw));
            let seen = crawler.seen.len() + crawler.unreadable.len();
            crawler.plan.answered(offset, page, seen);
            crawler.pacer.note(now, seen);
            crawler.changed |= taken.added + taken.changed > 0;
            let due = crawler.changed && now - crawler.announced_at >= ANNOUNCE_MS;
            if due {
                crawler.announced_at = now;
                crawler.changed = false;
            }
            (due, crawler.progress(now, seen, page.count))
        });
        if let Some((_, Some(progress))) = announce {
            self.progress.set(progress);
        }
        if announce.is_some_and(|(due, _)| due) {
            self.store.announce();
        }
        // A page may have been counted before what a poll has counted since: it can add, but takes nothing away.
        if self.listing.with_untracked(|l| l.count < page.count) {
            self.listing.update(|l| l.count = page.count);
        }
    }

    fn missed_page(self, offset: usize, problem: Problem) {
        if let Problem::Unauthorized(_) = problem {
            self.session.refuse(problem.clone());
        }
        let wait = self.with_crawler(|crawler| {
            crawler.plan.failed(offset);
            crawler.patience.tried(now_ms(), problem.wait_ms(), js_sys::Math::random())
        });
        let hopeless = matches!(problem, Problem::Forbidden(_) | Problem::NotThisApi(_));
        let Some(Some(wait)) = wait.filter(|_| !hopeless) else {
            self.end_crawl(CrawlState::Failed(problem));
            return;
        };
        let pause = Timeout::new(wait, move || {
            self.with_crawler(|crawler| crawler.pause = None);
            self.pump();
        });
        self.with_crawler(|crawler| crawler.pause = Some(pause));
    }

    fn end_crawl(self, state: CrawlState) {
        if let Some(crawler) = self.inner.try_update_value(|inner| inner.crawler.take()).flatten() {
            crawler.abort();
            if state == CrawlState::Complete {
                self.inner.update_value(|inner| inner.keeping.read_under = Some(crawler.renewals));
            }
        }
        if state == CrawlState::Complete {
            self.read_at.set(Some(now_ms()));
            self.as_of.set(None);
        }
        self.store.announce();
        let complete = state == CrawlState::Complete;
        self.crawl.set(state);
        if complete {
            self.prepare();
            save::keep(self);
        }
    }

    /// The pages that may have changed since all was read; `None` where everything is to be read.
    fn pages_to_check(self) -> Option<Vec<usize>> {
        let behind = self.as_of.with_untracked(Option::is_some);
        self.read_at.get_untracked().filter(|_| behind || !self.inner.with_value(|inner| inner.all))?;
        let count = self.listing.with_untracked(|l| l.count).and_then(|count| usize::try_from(count).ok())?;
        let (known, _) = untrack(|| self.loaded());
        let unread = self.store.unreadable().with_untracked(Vec::len);
        let unfinished = self.store.peek(unfinished);
        delta_sync::pages(unfinished, (known, unread), count)
    }
}

/// The places, in the API's own order, of the rows that had not ended.
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
