//! Whole crawls against a misbehaving server, by seed: plan, retry policy and column store together as in the app, with pages as bytes and
//! a simulated clock.

use super::{
    plan::{Answered, Crawl},
    retry_policy::RetryPolicy,
    seen_rows::SeenRows,
};
use crate::{
    api::Fetched,
    sync::{
        list::PAGE,
        store::{OperationStore, Sweep, make_history},
    },
};
use history::{Query, RowId, Taken};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet};

const SEEDS: u64 = 40;
const ROWS: u32 = 1_500;
/// Rows that are inserted during the crawl.
const ARRIVING: u32 = 200;
/// Limit on calls per existing page; a crawl with more is in an endless loop.
const MOST_CALLS: usize = 8;

/// Seeded random numbers (SplitMix64): the same sequence on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn dice(&mut self) -> f64 {
        self.below(1_000_000) as f64 / 1e6
    }
}

/// How an answer arrives.
enum Arrives {
    Page(Vec<u8>),
    /// 500, a broken connection, or a truncated body.
    Nothing,
    /// Half of the JSON, delivered as a complete body.
    Cut(Vec<u8>),
    /// 429, with the wait in ms that the server requires.
    Busy(u32),
}

struct Server {
    chance: Chance,
    /// Newest first.
    rows: Vec<u32>,
    arriving: u32,
    /// Faulty answers, in percent.
    faults: u64,
    /// The server has announced that it accepts no call before then.
    closed_until: i64,
    calls: usize,
}

impl Server {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let faults = 2 + chance.below(14);
        Self {
            chance,
            rows: (0..ROWS).rev().collect(),
            arriving: ARRIVING,
            faults,
            closed_until: 0,
            calls: 0,
        }
    }

    /// Some rows are unreadable.
    fn is_unreadable(row: u32) -> bool {
        row % 397 == 5
    }

    /// Inserts some rows and moves some existing ones.
    fn live(&mut self) {
        let some = if self.chance.below(2) == 0 { 1 + self.chance.below(20) as u32 } else { 0 };
        for _ in 0..some.min(self.arriving) {
            let new = self.rows.len() as u32;
            // Most are inserted on top, as new operations are; some elsewhere, as in a server that sorts by another time.
            let at = if self.chance.below(4) == 0 { self.chance.below(u64::from(new)) as usize } else { 0 };
            self.rows.insert(at, new);
            self.arriving -= 1;
            if self.chance.below(9) == 0 {
                let moved = self.rows.remove(self.chance.below(self.rows.len() as u64) as usize);
                self.rows.insert(0, moved);
            }
        }
    }

    fn answer(&mut self, offset: usize) -> Arrives {
        self.live();
        let fault = self.chance.below(100) < self.faults;
        match self.chance.below(4) {
            0 if fault => Arrives::Busy(500 + self.chance.below(30_000) as u32),
            1 if fault => {
                let page = self.page(offset);
                Arrives::Cut(page[..page.len() / 2].to_vec())
            }
            _ if fault => Arrives::Nothing,
            _ => Arrives::Page(self.page(offset)),
        }
    }

    fn page(&self, offset: usize) -> Vec<u8> {
        let row = |row: &u32| match Self::is_unreadable(*row) {
            true => json!({ "number": row }),
            false => {
                json!({ "id": format!("op_{row}"), "device_id": format!("DEV-{}", row % 7), "status": "completed" })
            }
        };
        let results: Vec<Value> = self.rows.iter().skip(offset).take(PAGE).map(row).collect();
        json!({ "count": self.rows.len(), "next": null, "previous": null, "results": results })
            .to_string()
            .into()
    }
}

/// A call under way.
struct Call {
    offset: usize,
    /// When the server answers, and when the answer arrives.
    served_at: i64,
    arrives_at: i64,
    answer: Option<Arrives>,
}

/// What `CrawlSync` does with a plan, without a browser.
struct App {
    known: Box<dyn OperationStore>,
    unread: BTreeSet<String>,
    now: i64,
}

struct Round {
    plan: Crawl,
    seen: SeenRows,
    unread: HashSet<String>,
    retry: RetryPolicy,
    waits_until: i64,
    calls: Vec<Call>,
}

impl App {
    /// One crawl of everything, from its first call to its last answer.
    fn crawl(&mut self, server: &mut Server) {
        self.known.sweep(Sweep::Begin);
        let mut round = Round {
            plan: Crawl::default(),
            seen: SeenRows::default(),
            unread: HashSet::new(),
            retry: RetryPolicy::default(),
            waits_until: self.now,
            calls: Vec::new(),
        };
        while !round.plan.is_done() {
            if self.now >= round.waits_until {
                self.send(&mut round, server);
            }
            let moments = round
                .calls
                .iter()
                .map(|call| if call.answer.is_none() { call.served_at } else { call.arrives_at });
            // The end of a wait is an event, too.
            let next = moments.chain((round.waits_until > self.now).then_some(round.waits_until)).min();
            self.now = next.expect("something is under way, or waited for");
            self.happen(&mut round, server);
        }
        let count = round.plan.count().unwrap_or_default();
        let complete = (round.seen.len() + round.unread.len()) as u64 >= count;
        self.known.sweep(if complete { Sweep::Drop } else { Sweep::Keep });
        if complete {
            self.unread = round.unread.into_iter().collect();
        }
    }

    fn send(&mut self, round: &mut Round, server: &mut Server) {
        while let Some(offset) = round.plan.next(24) {
            assert!(self.now >= server.closed_until, "asked at {} before {}", self.now, server.closed_until);
            server.calls += 1;
            let served_at = self.now + 5 + server.chance.below(200) as i64;
            let slow = if server.chance.below(30) == 0 { 9_000 } else { 40 };
            let arrives_at = served_at + 1 + server.chance.below(slow) as i64;
            round.calls.push(Call { offset, served_at, arrives_at, answer: None });
        }
    }

    /// Handles what is due: the server answers, or an answer arrives.
    fn happen(&mut self, round: &mut Round, server: &mut Server) {
        for call in round.calls.iter_mut().filter(|call| call.answer.is_none() && call.served_at <= self.now)
        {
            call.answer = Some(server.answer(call.offset));
        }
        while let Some(at) = round.calls.iter().position(|call| call.arrives_at <= self.now) {
            let call = round.calls.remove(at);
            self.arrived(round, server, call.offset, call.answer.expect("it was served before"));
        }
    }

    fn arrived(&mut self, round: &mut Round, server: &mut Server, offset: usize, answer: Arrives) {
        let (body, wait_ms) = match answer {
            Arrives::Page(body) | Arrives::Cut(body) => (body, None),
            Arrives::Nothing => (Vec::new(), None),
            Arrives::Busy(wait) => {
                server.closed_until = server.closed_until.max(self.now + i64::from(wait));
                (Vec::new(), Some(wait))
            }
        };
        match self.take(body, offset, server.chance.below(2) == 0) {
            Some(taken) => {
                round.retry.succeeded();
                taken.rows.iter().filter(|row| **row != RowId::NONE).for_each(|row| round.seen.insert(*row));
                self.unread.extend(taken.unreadable.iter().map(|row| row.raw.clone()));
                round.unread.extend(taken.unreadable.into_iter().map(|row| row.raw));
                let page = Answered { count: taken.count, rows: taken.rows.len(), more: taken.more };
                round.plan.answered(offset, page, round.seen.len() + round.unread.len());
            }
            None => {
                round.plan.failed(offset);
                let wait = round.retry.failed(self.now, wait_ms, server.chance.dice());
                round.waits_until = self.now + i64::from(wait.expect("never so many faults in a row"));
            }
        }
    }

    /// Stores a page, either decoded by the worker or as received; `None` if it is not a page.
    fn take(&mut self, body: Vec<u8>, offset: usize, by_worker: bool) -> Option<Taken> {
        let page = match by_worker {
            true => Fetched { body: intake::encode_batch(&body).ok()?, decoded: true, ..Fetched::default() },
            false => Fetched { body, ..Fetched::default() },
        };
        self.known.take_page(&page, offset).ok()
    }

    fn ids(&mut self) -> BTreeSet<String> {
        let all = self.known.select(&Query::default());
        all.rows().iter().map(|row| self.known.row(*row).id.to_owned()).collect()
    }
}

#[test]
fn every_row_is_stored_once_despite_faults() {
    let (mut faulty, mut rounds) = (0, 0);
    for seed in 0..SEEDS {
        let mut server = Server::new(seed);
        let mut app = App { known: make_history(), unread: BTreeSet::new(), now: 0 };
        // As a poll does: compares the server's count with the stored rows, and starts another crawl if they differ.
        while server.arriving > 0 || app.known.count() + app.unread.len() != server.rows.len() {
            rounds += 1;
            app.crawl(&mut server);
            assert!(
                server.calls < MOST_CALLS * server.rows.len() / PAGE,
                "seed {seed}: {} calls",
                server.calls
            );
        }
        let (unreadable, readable): (Vec<u32>, Vec<u32>) =
            server.rows.iter().partition(|row| Server::is_unreadable(**row));
        let expected: BTreeSet<String> = readable.iter().map(|row| format!("op_{row}")).collect();
        assert_eq!(server.rows.len(), (ROWS + ARRIVING) as usize, "seed {seed}: all have arrived meanwhile");
        assert_eq!(app.ids(), expected, "seed {seed}");
        assert_eq!(app.known.count(), expected.len(), "seed {seed}: each once");
        let expected: BTreeSet<String> =
            unreadable.iter().map(|row| json!({ "number": row }).to_string()).collect();
        assert_eq!(app.unread, expected, "seed {seed}: so are those that can't be read");
        faulty += usize::from(server.closed_until > 0);
    }
    assert!(faulty > SEEDS as usize / 2, "most seeds have asked for a wait: {faulty}");
    assert!(rounds < 2 * SEEDS as usize, "one crawl is enough as a rule: {rounds}");
}
