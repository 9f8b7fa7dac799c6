//! Interface of the stores that hold operations.
//!
//! The first screen needs a page or two, which [`super::page_cache::PageCache`] holds. Filters, sort orders and counts over everything need
//! the column store [`History`], whose code is in a lazy chunk ([`crate::sync::HistoryChunk`]).

use super::memberships::Memberships;
use crate::{
    api::{Fetched, Problem},
    session::{FindGroup, all_groups, failure_reason_keys, find_group},
    time::periods::{Periods, period},
    ui::visible_text,
};
use history::{
    Device, Facets, History, Observation, Query, RowId, Selection, Taken, TimeField, TypeReport, Upsert,
};
use operation::{PastDurations, failure_reason};
use std::sync::Arc;

/// Operations by row id. [`RowId`]s are numbered in the order in which rows were first seen, in every store.
pub trait OperationStore {
    /// Number of rows.
    fn count(&self) -> usize;

    /// The values of a row; defaults if there is no such row.
    fn row(&self, row: RowId) -> Observation<'_>;

    /// The row with that key. An empty `device` is a valid part of a key.
    fn find(&self, id: &str, device: &str) -> Option<RowId>;

    /// Stores a row of an answer; of two observations, the one with the later `updated_at` stays. `rank` is the position in the API's own
    /// order, if known.
    fn upsert(&mut self, rank: Option<u32>, seen: &Observation<'_>) -> Upsert;

    /// Stores a page as it was fetched, at `offset` in the API's order. Stores nothing if it is not a page. Only the column store supports
    /// this.
    ///
    /// # Errors
    /// A [`Problem`] if the answer is not a page.
    fn take_page(&mut self, page: &Fetched, offset: usize) -> Result<Taken, Problem>;

    /// Prepares for likely queries, for about `budget` rows. Returns whether nothing is left to do.
    fn prepare(&mut self, budget: usize) -> bool;

    /// Begins a page whose ranks belong together; `total` is the API's count.
    fn begin_page(&mut self, total: u32);

    /// Ends that page.
    fn end_page(&mut self);

    /// The matching rows, in order.
    fn select(&mut self, query: &Query) -> Selection;

    /// Counts by status, by type, and by device (at most `top`).
    fn facets(&mut self, query: &Query, top: usize) -> Facets;

    /// Number of matching rows in each interval `[bounds[i], bounds[i + 1])`; `bounds` ascend. Empty if the store can't tell.
    fn histogram(&mut self, query: &Query, field: TimeField, bounds: &[i64]) -> Vec<usize>;

    /// Durations of completed operations by type, from rows that have both times. Empty if the store can't tell.
    fn past_durations(&mut self) -> Vec<(String, PastDurations)>;

    /// Copies all rows to an empty store, in the same order.
    fn hand_over(&self, to: &mut dyn OperationStore);

    /// The column store itself, for reports, which link their own code. `None` for other stores.
    fn columns(&mut self) -> Option<&mut History>;

    /// Lookups for names in a query. Only the column store has them, as their code is in its chunk.
    fn meanings(&self) -> Option<Meanings>;

    /// Marks the beginning or the end of a full crawl.
    fn sweep(&mut self, sweep: Sweep);
}

/// Lookups for periods and device groups by name.
#[derive(Clone, Copy)]
pub struct Meanings {
    /// Looks up a period.
    pub period: Periods,
    /// Looks up a group.
    pub group: FindGroup,
    /// Returns a lookup for the current groups and settings.
    pub cells_of: fn() -> CellsOf,
}

/// Text of a row for a column without a field of its own: the reason of its failure, or (with `true`) the names of the groups to which its
/// device belongs, joined by commas.
pub type CellsOf = Box<dyn FnMut(&Observation<'_>, bool) -> Arc<str>>;

/// The [`Meanings`] of this app. Only lazy chunks may reference this.
pub const MEANINGS: Meanings = Meanings { period, group: find_group, cells_of };

fn cells_of() -> CellsOf {
    let (mut groups, keys) = (Memberships::new(all_groups()), failure_reason_keys());
    Box::new(move |row, group| match group {
        true => groups.of(&Device { id: row.device_id, name: row.device_name, serial: row.device_serial }),
        false => {
            let reason = failure_reason(row.status, row.data, &keys);
            reason.map(|reason| visible_text(&reason).into()).unwrap_or_default()
        }
    })
}

/// Beginning and end of a full crawl.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sweep {
    /// Begins: rows seen from now on are marked.
    Begin,
    /// Ends; unmarked rows stay.
    Keep,
    /// Ends after everything was seen; unmarked rows are deleted.
    Drop,
}

/// An empty [`History`]. Referencing this pulls the column store into the first chunk; only the lazy chunk may.
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

    fn find(&self, id: &str, device: &str) -> Option<RowId> {
        History::find(self, id, device)
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

    fn past_durations(&mut self) -> Vec<(String, PastDurations)> {
        let completed =
            Query { statuses: vec!["completed".to_owned(), "succeeded".to_owned()], ..Query::default() };
        let past = |kind: TypeReport| {
            let took = kind.durations?;
            Some((kind.operation_type, PastDurations { count: took.count, p50: took.p50, p95: took.p95 }))
        };
        self.report(&completed).types.into_iter().filter_map(past).collect()
    }

    /// Rows are never moved out of the column store.
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
