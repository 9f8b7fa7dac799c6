//! What is known of operations, whatever holds it.
//!
//! A page or two is held as it came ([`super::page_cache::PageCache`]): that is all the first screen needs. Filters, orders and counts
//! over everything need the columns of [`History`], whose code is a lazy chunk ([`crate::sync::HistoryChunk`]).

use super::memberships::Memberships;
use crate::{
    api::{Fetched, Problem},
    session::{FindGroup, all_groups, find_group},
    time::periods::{Periods, period},
};
use estimate::Past;
use history::{
    Device, Facets, History, Observation, Query, RowId, Selection, Taken, TimeField, TypeReport, Upsert,
};
use std::sync::Arc;

/// Rows by a stable name: [`RowId`]s count up in the order in which rows were first seen, whatever holds them.
pub trait OperationStore {
    /// How many rows.
    fn count(&self) -> usize;

    /// The values of a row; nothing but defaults for one that isn't there.
    fn row(&self, row: RowId) -> Observation<'_>;

    /// The row of that key. An empty `device_id` is a key like any other.
    fn find(&self, id: &str, device_id: &str) -> Option<RowId>;

    /// Takes in what an answer said of a row; of two observations the later one by `updated_at` stays. `rank` is its place in the
    /// API's own order, where the answer tells.
    fn upsert(&mut self, rank: Option<u32>, seen: &Observation<'_>) -> Upsert;

    /// Takes in a page as it was fetched, which stands at `offset` in the API's order; nothing of it where it is no page. Only the
    /// columns can.
    ///
    /// # Errors
    /// What is wrong with the answer.
    fn take_page(&mut self, page: &Fetched, offset: usize) -> Result<Taken, Problem>;

    /// Does a little of what the likely questions will need, some `budget` rows' worth of it. Whether nothing is left to do.
    fn prepare(&mut self, budget: usize) -> bool;

    /// An answer begins whose ranks belong together, out of so many rows in all.
    fn begin_page(&mut self, total: u32);

    /// That answer ends.
    fn end_page(&mut self);

    /// Rows that match, in order.
    fn select(&mut self, query: &Query) -> Selection;

    /// Counts by status, type and (at most `top`) device.
    fn facets(&mut self, query: &Query, top: usize) -> Facets;

    /// How many matching rows have that time in each `[bounds[i], bounds[i + 1])`, bounds ascending; empty where that isn't known.
    fn histogram(&mut self, query: &Query, field: TimeField, bounds: &[i64]) -> Vec<usize>;

    /// By type, what operations took that completed and say when they began and ended; empty where that isn't known.
    fn pasts(&mut self) -> Vec<(String, Past)>;

    /// Gives all it has to another, which is empty, in the same order.
    fn hand_over(&self, to: &mut dyn OperationStore);

    /// The columns, where they keep it: for the reports, which link their own code.
    fn columns(&mut self) -> Option<&mut History>;

    /// What the names in a question mean, where there is something to be narrowed by them: its code comes with the columns.
    fn meanings(&self) -> Option<Meanings>;

    /// A crawl of everything begins or ends.
    fn sweep(&mut self, sweep: Sweep);
}

/// What finds periods and groups of devices by their names.
#[derive(Clone, Copy)]
pub struct Meanings {
    /// Of periods.
    pub period: Periods,
    /// Of groups.
    pub group: FindGroup,
    /// And the other way round: begins to tell the groups of devices, as they are now.
    pub groups_of: fn() -> GroupsOf,
}

/// Tells the names of the groups to which a device belongs, joined by commas.
pub type GroupsOf = Box<dyn FnMut(&Device<'_>) -> Arc<str>>;

/// The [`Meanings`] of this app, referenced by the lazy chunks alone.
pub const MEANINGS: Meanings = Meanings { period, group: find_group, groups_of };

fn groups_of() -> GroupsOf {
    let mut all = Memberships::new(all_groups());
    Box::new(move |device| all.of(device))
}

/// The ends of a crawl of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sweep {
    /// It begins: what it sees is noted.
    Begin,
    /// It ends; what it didn't see stays.
    Keep,
    /// It ends and has seen everything there is: the rest goes.
    Drop,
}

/// An empty [`History`]. Referencing this pulls the columns into the first file: only the lazy chunk does.
pub fn make_history() -> Box<dyn OperationStore> {
    Box::new(History::new())
}

impl OperationStore for History {
    fn count(&self) -> usize {
        History::len(self)
    }

    fn row(&self, row: RowId) -> Observation<'_> {
        let row = History::row(self, row);
        Observation {
            id: row.id(),
            device_id: row.device_id(),
            operation_type: row.operation_type(),
            status: row.status(),
            device_name: row.device_name(),
            device_serial: row.device_serial(),
            scheduled_at: row.scheduled_at(),
            started_at: row.started_at(),
            completed_at: row.completed_at(),
            created_at: row.created_at(),
            updated_at: row.updated_at(),
            progress: row.progress(),
            priority: row.priority(),
            data: row.data(),
            extra: row.extra(),
        }
    }

    fn find(&self, id: &str, device_id: &str) -> Option<RowId> {
        History::find(self, id, device_id)
    }

    fn upsert(&mut self, rank: Option<u32>, seen: &Observation<'_>) -> Upsert {
        History::upsert(self, rank, seen)
    }

    fn take_page(&mut self, page: &Fetched, offset: usize) -> Result<Taken, Problem> {
        let offset = u32::try_from(offset).ok();
        match page.decoded {
            true => self.take_batch(&page.body, offset).map_err(|error| Problem::Garbled(error.to_string())),
            false => {
                intake::take_page(self, &page.body, offset).map_err(|error| Problem::of_decoding(&error))
            }
        }
    }

    fn prepare(&mut self, budget: usize) -> bool {
        History::prepare(self, budget)
    }

    fn begin_page(&mut self, total: u32) {
        self.reserve(total as usize);
        History::begin_page(self, total);
    }

    fn end_page(&mut self) {
        History::end_page(self);
    }

    fn select(&mut self, query: &Query) -> Selection {
        History::select(self, query)
    }

    fn facets(&mut self, query: &Query, top: usize) -> Facets {
        History::facets(self, query, top)
    }

    fn histogram(&mut self, query: &Query, field: TimeField, bounds: &[i64]) -> Vec<usize> {
        History::histogram(self, query, field, bounds)
    }

    fn pasts(&mut self) -> Vec<(String, Past)> {
        let completed = Query { statuses: vec!["completed".to_owned()], ..Query::default() };
        let past = |kind: TypeReport| {
            let took = kind.durations?;
            Some((kind.operation_type, Past { count: took.count, p50: took.p50, p95: took.p95 }))
        };
        self.report(&completed).types.into_iter().filter_map(past).collect()
    }

    /// Nothing comes after the columns.
    fn hand_over(&self, _to: &mut dyn OperationStore) {}

    fn columns(&mut self) -> Option<&mut History> {
        Some(self)
    }

    fn meanings(&self) -> Option<Meanings> {
        Some(MEANINGS)
    }

    fn sweep(&mut self, sweep: Sweep) {
        match sweep {
            Sweep::Begin => self.begin_sweep(),
            Sweep::Keep => self.finish_sweep(),
            Sweep::Drop => drop(self.retain_seen()),
        }
    }
}
