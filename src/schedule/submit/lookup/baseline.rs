//! Pure: what was known right before a request was sent, so that no older operation is taken for its result.
//!
//! All times are the server's; the clock of this computer isn't used.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use wire::{Operation, ScheduleRequest};

use super::list_page::{Ends, ListPage, read_ends};
use crate::schedule::submit::backend::Backend;

/// Maximum time by which a server may date a new row before its newest rows, in ms.
const DATED_BEHIND: i64 = 120_000;
/// A time before 2000 means "not set".
const NOT_SET: i64 = 946_684_800_000;
/// Rows created this far ahead of the server's clock say nothing about it, in ms.
const AHEAD: i64 = 60_000;
/// The same, compared with this computer's clock if that is the only one, in ms.
const AHEAD_OF_US: i64 = 86_400_000;
/// Maximum time to read the list before sending, in ms.
const PATIENCE: u32 = 8_000;

/// What was known before an attempt.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Baseline {
    /// Both ends of the list were read right before sending.
    pub fresh: bool,
    /// All operations of the API were known.
    pub complete: bool,
    /// The list is sorted by creation, so its ends contain all recently created rows.
    pub in_order: bool,
    /// Total number of operations, if the API sent it.
    pub count: Option<u64>,
    /// The server's clock, if its `Date` header could be read.
    pub server_time: Option<i64>,
    /// Creation time of the newest known row.
    pub newest: Option<i64>,
    /// Transactions that can't be the result: those at both ends of the list, those of the request's devices, those created by this tab, and those
    /// that the user ruled out.
    pub known: BTreeSet<String>,
}

/// Rows that were already loaded.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The rows of the request's devices.
    pub rows: Vec<Operation>,
    /// Number of all loaded rows.
    pub total: usize,
    /// Transactions created on this page.
    pub created: Vec<String>,
}

/// Age of a row relative to an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// It existed before.
    Before,
    /// It may have been created by the attempt.
    Unclear,
    /// It was created after the attempt began.
    After,
}

impl Baseline {
    /// Reads both ends of the list and the loaded rows. If the list can't be read, the result isn't `fresh` and the attempt continues.
    pub async fn take(backend: &impl Backend, request: &ScheduleRequest) -> Self {
        let ends = backend.within(PATIENCE, read_ends(backend)).await.and_then(Result::ok);
        let loaded = backend.loaded(request);
        Self::of(ends.as_ref(), &loaded, backend.now())
    }

    fn of(ends: Option<&Ends>, loaded: &Loaded, now: i64) -> Self {
        let fresh = ends.is_some();
        let (all, whole) = ends.map_or((&[][..], false), |ends| (&ends.pages, ends.whole));
        let server_time = all.first().and_then(|page| page.server_time);
        let ends = || all.iter().flat_map(ListPage::operations);
        let ahead = server_time.map_or(now + AHEAD_OF_US, |at| at + AHEAD);
        let newest = ends().chain(&loaded.rows).filter_map(created).filter(|at| *at <= ahead).max();
        // Use the last page, as rows may be added between the requests.
        let count = all.last().filter(|_| !all.iter().any(|page| page.is_capped)).and_then(|page| page.count);
        Self {
            fresh,
            complete: count.is_some_and(|count| loaded.total as u64 == count),
            in_order: all.first().is_some_and(|page| is_sorted(page, |a, b| a >= b))
                || whole && all.last().is_some_and(|page| is_sorted(page, |a, b| a <= b)),
            count,
            server_time,
            newest,
            known: loaded
                .created
                .iter()
                .chain(loaded.rows.iter().chain(ends()).map(|row| &row.id))
                .cloned()
                .collect(),
        }
    }

    /// Whether a row existed before the attempt.
    pub fn age(&self, row: &Operation) -> Age {
        if self.known.contains(&row.id) {
            return Age::Before;
        }
        if self.complete {
            return Age::After;
        }
        match (created(row), self.newest) {
            (Some(at), Some(newest)) if at < newest - DATED_BEHIND => Age::Before,
            (Some(at), newest) if self.fresh && newest.is_none_or(|n| at >= n) && self.is_after(at) => {
                Age::After
            }
            _ => Age::Unclear,
        }
    }

    /// Whether a row at least as new as the newest known one was created after the attempt began. In a sorted list, an older one would have been at
    /// one of the ends. Otherwise the server's clock decides, in whole seconds: a row of the same second may have existed.
    fn is_after(&self, at: i64) -> bool {
        match self.server_time {
            Some(began) if self.in_order => at >= began,
            Some(began) => at >= began + 1_000,
            None => self.in_order,
        }
    }
}

/// Whether a page is sorted by creation. A page with a single creation time isn't counted as sorted.
fn is_sorted(page: &ListPage, in_order: impl Fn(&i64, &i64) -> bool) -> bool {
    let times: Option<Vec<i64>> = page.operations().map(created).collect();
    times.is_some_and(|times| times.first() != times.last() && times.is_sorted_by(in_order))
}

/// Creation time of a row, if set.
pub(super) fn created(row: &Operation) -> Option<i64> {
    row.created_at.map(|at| at.0).filter(|at| *at >= NOT_SET)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Row, Timestamp};

    const NOW: i64 = 1_800_000_000_000;

    fn row(id: &str, device: &str, created: Option<i64>) -> Operation {
        Operation {
            id: id.into(),
            device_id: device.into(),
            created_at: created.map(Timestamp),
            ..Operation::default()
        }
    }

    fn known(rows: Vec<Operation>, server_time: Option<i64>, total: usize) -> Baseline {
        let rows = rows.into_iter().map(Row::Operation).collect();
        let pages = vec![ListPage { rows, count: Some(500), is_capped: false, has_next: true, server_time }];
        let loaded = Loaded { total, ..Loaded::default() };
        Baseline::of(Some(&Ends { pages, whole: false }), &loaded, NOW)
    }

    #[test]
    fn listed_rows_existed_before() {
        let known = known(vec![row("1", "DEV-1", Some(NOW)), row("2", "DEV-2", None)], Some(NOW), 0);
        assert_eq!(known.age(&row("1", "DEV-1", Some(NOW))), Age::Before);
        assert!(known.known.contains("2"), "an id of another device is no new id either");
    }

    #[test]
    fn only_the_server_clock_decides_whether_a_row_is_new() {
        let old = [row("1", "DEV-2", Some(NOW - 3_600_000)), row("2", "DEV-2", Some(NOW - 3_700_000))];
        let ordered = known(old.to_vec(), Some(NOW), 0);
        assert_eq!(ordered.age(&row("9", "DEV-1", Some(NOW))), Age::After);
        assert_eq!(ordered.age(&row("9", "DEV-1", Some(NOW - 10_000))), Age::Unclear, "dated behind");
        assert_eq!(ordered.age(&row("9", "DEV-1", None)), Age::Unclear);
        assert_eq!(ordered.age(&row("9", "DEV-1", Some(NOW - 8_000_000))), Age::Before);
        assert_eq!(
            ordered.age(&row("9", "DEV-1", Some(-62_135_596_800_000))),
            Age::Unclear,
            "year 1 is not set"
        );
        let unordered = known(vec![old[0].clone(), old[1].clone(), old[0].clone()], Some(NOW), 0);
        assert_eq!(unordered.age(&row("9", "DEV-1", Some(NOW))), Age::Unclear, "created in that very second");
        assert_eq!(unordered.age(&row("9", "DEV-1", Some(NOW + 1_000))), Age::After);
    }

    #[test]
    fn without_a_server_clock_order_or_a_complete_history_is_proof() {
        let page = vec![
            row("1", "DEV-2", Some(NOW)),
            row("2", "DEV-2", Some(NOW - 5)),
            row("3", "DEV-2", Some(NOW)),
        ];
        assert_eq!(known(page.clone(), None, 0).age(&row("9", "DEV-1", Some(NOW + 5))), Age::Unclear);
        assert_eq!(known(page.clone(), None, 500).age(&row("9", "DEV-1", Some(NOW - 999_999))), Age::After);
        let ordered = known(page[..2].to_vec(), None, 0);
        assert_eq!(ordered.age(&row("9", "DEV-1", Some(NOW + 5))), Age::After);
        let oldest_first = known(vec![page[1].clone(), page[0].clone()], None, 0);
        assert_eq!(oldest_first.age(&row("9", "DEV-1", Some(NOW + 5))), Age::Unclear, "the end was not read");
    }

    #[test]
    fn row_dated_in_the_future_is_ignored() {
        let far = row("1", "DEV-2", Some(NOW + 400 * 86_400_000));
        for server_time in [Some(NOW), None] {
            let known = known(vec![far.clone()], server_time, 0);
            assert_ne!(known.age(&row("9", "DEV-1", Some(NOW + 5))), Age::Before);
        }
    }

    #[test]
    fn without_the_list_no_row_is_certainly_new() {
        let known = Baseline::of(None, &Loaded::default(), NOW);
        assert_eq!(known.age(&row("9", "DEV-1", Some(NOW + 5))), Age::Unclear);
    }
}
