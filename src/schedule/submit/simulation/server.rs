//! An in-memory server with configurable faults.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use wire::{ApiError, Operation, ScheduleRequest, Timestamp};

use super::super::backend::{Backend, Progress};
use super::super::lookup::Loaded;
use super::super::lookup::concerns;
use super::super::lookup::{ListPage, PAGE};
use crate::api::{PostAnswer, Problem};

/// Pseudorandom numbers from a seed (SplitMix64).
pub struct Dice(Cell<u64>);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }
    pub fn below(&self, limit: u64) -> u64 {
        self.0.set(self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15));
        let mut z = self.0.get();
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
    pub fn one_in(&self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// Behaviour for a POST.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    Good,
    LostBefore,
    LostAfter,
    CutMidway,
    /// The answer is lost; the request is carried out after this many ms.
    Late(i64),
    /// Carried out this many times; whether it is answered.
    Repeated(usize, bool),
    Gateway(u16, bool),
    Redirected(bool),
    /// A success status and this body, but nothing is created.
    Says(u16, &'static str),
    Accepted(Option<i64>),
    ExistingId,
    Conflict,
    TooMany,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Order {
    Newest,
    Oldest,
    /// By `scheduled_at`: a new row can be anywhere.
    Scheduled,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Tidy {
    pub minute: bool,
    pub lower: bool,
    pub upper_type: bool,
    pub masked: bool,
    pub behind: i64,
    pub no_created: bool,
}

pub struct Server {
    pub now: Cell<i64>,
    /// The server's clock minus the client's.
    pub skew: i64,
    pub date: bool,
    pub order: Order,
    pub cap: usize,
    pub counts: bool,
    /// The largest count that the server sends.
    pub count_cap: u64,
    pub tidy: Tidy,
    pub rows: RefCell<Vec<Operation>>,
    /// The rows in list order; cleared by each new row.
    pub list: RefCell<Vec<Operation>>,
    /// Transactions created for a submission.
    pub made: RefCell<BTreeSet<String>>,
    pub later: RefCell<Vec<(i64, Operation)>>,
    pub last_id: Cell<u64>,
    pub next: Cell<Answer>,
    pub posts: Cell<usize>,
    pub dice: Dice,
    /// Other clients add an operation with one in this many pages.
    pub traffic: u64,
    /// One in this many reads fails.
    pub faults: u64,
    pub wait_until: Cell<i64>,
    pub loaded: RefCell<BTreeMap<(String, String), Operation>>,
    /// Ids that the page reported as created.
    pub told: RefCell<Vec<String>>,
}

pub const START: i64 = 1_767_225_600_000;

impl Server {
    pub fn new(seed: u64) -> Self {
        let dice = Dice::new(seed);
        let size = [0, 7, 60, 130, 420][dice.below(5) as usize];
        let tidy = Tidy {
            minute: dice.one_in(4),
            lower: dice.one_in(4),
            upper_type: dice.one_in(5),
            masked: dice.one_in(6),
            behind: if dice.one_in(4) { 10_000 } else { 0 },
            no_created: dice.one_in(8),
        };
        let server = Self {
            now: Cell::new(START),
            skew: [0, 3_600_000, -7_000_000][dice.below(3) as usize],
            date: !dice.one_in(3),
            order: [Order::Newest, Order::Oldest, Order::Scheduled][dice.below(3) as usize],
            cap: [25, 100][dice.below(2) as usize],
            counts: !dice.one_in(6),
            count_cap: u64::MAX,
            tidy,
            rows: RefCell::default(),
            list: RefCell::default(),
            made: RefCell::default(),
            later: RefCell::default(),
            last_id: Cell::new(1_000),
            next: Cell::new(Answer::Good),
            posts: Cell::new(0),
            traffic: [0, 0, 3][dice.below(3) as usize],
            faults: [0, 0, 9][dice.below(3) as usize],
            wait_until: Cell::new(0),
            loaded: RefCell::default(),
            told: RefCell::default(),
            dice,
        };
        for back in (0..size).rev() {
            let device = format!("DEV-{}", server.dice.below(60));
            server.put(&device, "firmware_update", (back as i64 + 1) * -61_000);
        }
        // An equal operation from an hour ago, and sometimes one from just before.
        server.put("DEV-1", "firmware_update", -3_600_000);
        if server.dice.one_in(2) {
            server.put("DEV-1", "firmware_update", -1_000);
        }
        server.rows.borrow_mut().sort_by_key(|row| row.created_at.map(|at| at.0));
        server
    }

    /// Adds an operation of another client.
    pub fn put(&self, device: &str, kind: &str, created_in: i64) {
        let id = self.next_id();
        let mut row = self.store(&request(), &id, self.server_now() + created_in, &self.tidy);
        row.device_id = device.to_owned();
        row.operation_type = kind.to_owned();
        self.add(row);
    }

    fn next_id(&self) -> String {
        self.last_id.set(self.last_id.get() + 1);
        self.last_id.get().to_string()
    }

    pub fn server_now(&self) -> i64 {
        self.now.get() + self.skew
    }

    /// The row for a request.
    fn store(&self, request: &ScheduleRequest, id: &str, created: i64, tidy: &Tidy) -> Operation {
        let device = request.device_ids[0].clone();
        let at = request.scheduled_at.0;
        Operation {
            id: id.to_owned(),
            device_id: if tidy.lower { device.to_lowercase() } else { device },
            operation_type: match tidy.upper_type {
                true => request.operation_type.to_uppercase(),
                false => request.operation_type.clone(),
            },
            status: "scheduled".into(),
            scheduled_at: Some(Timestamp(if tidy.minute { at / 60_000 * 60_000 } else { at })),
            // Whole seconds, as most servers return.
            created_at: (!tidy.no_created).then_some(Timestamp((created - tidy.behind) / 1000 * 1000)),
            operation_data: Some(match tidy.masked {
                true => json!({"firmware_version": "********"}),
                false => json!({"firmware_version": "2.5.0", "backup_created": false}),
            }),
            ..Operation::default()
        }
    }

    fn create(&self, request: &ScheduleRequest) -> Operation {
        let id = self.next_id();
        let row = self.store(request, &id, self.server_now(), &self.tidy);
        self.made.borrow_mut().insert(id);
        self.add(row.clone());
        row
    }

    /// Advances the clock and carries out what is due.
    pub fn pass(&self, ms: i64) {
        self.now.set(self.now.get() + ms);
        let (due, rest): (Vec<_>, Vec<_>) =
            self.later.take().into_iter().partition(|(at, _)| *at <= self.now.get());
        self.later.replace(rest);
        for (_, mut row) in due {
            if let Some(created) = &mut row.created_at {
                created.0 = (self.server_now() - self.tidy.behind) / 1000 * 1000;
            }
            self.made.borrow_mut().insert(row.id.clone());
            self.add(row);
        }
    }

    fn later(&self, request: &ScheduleRequest, ms: i64) {
        let id = self.next_id();
        let row = self.store(request, &id, self.server_now(), &self.tidy);
        self.later.borrow_mut().push((self.now.get() + ms, row));
    }

    /// Whether the list shows which rows are new.
    pub fn tells(&self) -> bool {
        let dated = !self.tidy.masked && !self.tidy.no_created && self.tidy.behind == 0;
        dated && self.counts && self.order != Order::Scheduled
    }

    fn add(&self, row: Operation) {
        self.rows.borrow_mut().push(row);
        self.list.borrow_mut().clear();
    }

    fn list(&self) -> std::cell::Ref<'_, Vec<Operation>> {
        if self.list.borrow().is_empty() {
            let mut rows = self.rows.borrow().clone();
            match self.order {
                Order::Newest => rows.reverse(),
                Order::Oldest => {}
                Order::Scheduled => rows.sort_by_cached_key(|row| (row.device_id.clone(), row.id.clone())),
            }
            self.list.replace(rows);
        }
        self.list.borrow()
    }
}

pub fn request() -> ScheduleRequest {
    ScheduleRequest {
        operation_type: "firmware_update".into(),
        device_ids: vec!["DEV-1".into()],
        scheduled_at: Timestamp(START + 36_030_000),
        operation_data: json!({"firmware_version": "2.5.0", "create_backup": true})
            .as_object()
            .unwrap()
            .clone(),
        ..ScheduleRequest::default()
    }
}

fn refusal(status: u16) -> ApiError {
    ApiError { status, message: "no".into(), fields: Vec::new(), request_id: None }
}

fn answer(status: u16, body: String) -> Result<PostAnswer, Problem> {
    Ok(PostAnswer { status, content_type: None, body: body.into_bytes() })
}

impl Backend for Server {
    async fn post(&self, _: &str) -> Result<PostAnswer, Problem> {
        assert!(self.now.get() >= self.wait_until.get(), "sent within the wait that the server asked for");
        self.posts.set(self.posts.get() + 1);
        self.pass(self.dice.below(900) as i64);
        let request = request();
        let named = |row: &Operation| json!({"id": row.id, "status": "scheduled"}).to_string();
        match self.next.get() {
            Answer::Good => answer(201, named(&self.create(&request))),
            Answer::LostBefore => Err(Problem::Unreachable),
            Answer::LostAfter => {
                self.create(&request);
                Err(Problem::Unreachable)
            }
            Answer::CutMidway => {
                self.create(&request);
                Err(Problem::Garbled("cut".into()))
            }
            Answer::Late(ms) => {
                self.later(&request, ms);
                Err(Problem::TimedOut)
            }
            Answer::Repeated(times, answered) => {
                let rows: Vec<_> = (0..times).map(|_| self.create(&request)).collect();
                match answered {
                    true => answer(201, named(&rows[times - 1])),
                    false => Err(Problem::Unreachable),
                }
            }
            Answer::Gateway(status, done) => {
                if done {
                    self.create(&request);
                }
                Err(Problem::Refused(refusal(status)))
            }
            Answer::Redirected(done) => {
                if done {
                    self.create(&request);
                }
                Err(Problem::Redirected { to: None })
            }
            Answer::Says(status, body) => answer(status, body.to_owned()),
            Answer::Accepted(ms) => {
                if let Some(ms) = ms {
                    self.later(&request, ms);
                }
                answer(202, String::new())
            }
            Answer::ExistingId => {
                let known = self
                    .rows
                    .borrow()
                    .iter()
                    .rev()
                    .find(|row| row.device_id.eq_ignore_ascii_case("DEV-1"))
                    .cloned();
                answer(200, known.as_ref().map(named).unwrap_or_default())
            }
            Answer::Conflict => Err(Problem::Refused(refusal(409))),
            Answer::TooMany => {
                self.wait_until.set(self.now.get() + 40_000);
                Err(Problem::Busy { error: refusal(429), wait_ms: Some(40_000) })
            }
        }
    }

    async fn page(&self, offset: usize) -> Result<ListPage, Problem> {
        self.pass(5 + self.dice.below(40) as i64);
        if self.faults > 0 && self.dice.one_in(self.faults) {
            return Err(Problem::Refused(refusal(500)));
        }
        if self.traffic > 0 && self.dice.one_in(self.traffic) {
            self.put(&format!("DEV-{}", 2 + self.dice.below(60)), "config_sync", 0);
        }
        let all = self.list();
        let rows: Vec<_> = all.iter().skip(offset).take(PAGE.min(self.cap)).cloned().collect();
        for row in &rows {
            self.loaded.borrow_mut().insert((row.id.clone(), row.device_id.clone()), row.clone());
        }
        let has_next = offset + rows.len() < all.len();
        Ok(ListPage {
            rows: rows.into_iter().map(wire::Row::Operation).collect(),
            count: self.counts.then_some((all.len() as u64).min(self.count_cap)),
            is_capped: false,
            has_next,
            server_time: self.date.then(|| self.server_now() / 1000 * 1000),
        })
    }

    async fn by_id(&self, id: &str) -> Result<ListPage, Problem> {
        let rows = self.rows.borrow();
        let rows = rows.iter().filter(|row| row.id == id).cloned().map(wire::Row::Operation);
        Ok(ListPage { rows: rows.collect(), ..ListPage::default() })
    }

    async fn sleep(&self, ms: u32) {
        self.pass(i64::from(ms));
    }

    fn now(&self) -> i64 {
        self.now.get()
    }

    fn loaded(&self, request: &ScheduleRequest) -> Loaded {
        let loaded = self.loaded.borrow();
        let rows = loaded.values().filter(|row| concerns(row, request)).cloned().collect();
        Loaded { rows, total: loaded.len(), created: self.told.borrow().clone() }
    }

    fn progress(&self, _: Progress) {}
}
