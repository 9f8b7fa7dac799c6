//! What was known right before a request was sent, so that nothing older is ever taken for its operation.
//!
//! All times are the server's own: the clock of this computer plays no part.

use serde::{Deserialize, Serialize};
use wire::{Operation, ScheduleRequest};

use super::backend::Backend;
use super::lookup::{ListPage, read_ends};
use super::matching::{concerns, same_text};

/// How far behind its newest rows a server may date a new one (ms).
const DATED_BEHIND: i64 = 120_000;
/// A time before 2000 stands for "not set".
const NOT_SET: i64 = 946_684_800_000;
/// Rows that claim to be created so far ahead of the server's clock say nothing about it (ms).
const AHEAD: i64 = 60_000;
/// The same, where only this computer's clock is there to compare with (ms).
const AHEAD_OF_US: i64 = 86_400_000;
/// How long the look at the list may delay the sending, in ms.
const PATIENCE: u32 = 8_000;

/// What was known before an attempt.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Baseline {
    /// Both ends of the list were read right before.
    pub fresh: bool,
    /// Every operation of the API was known.
    pub complete: bool,
    /// The server's clock, where its `Date` header could be read.
    pub server_time: Option<i64>,
    /// When the newest known row was created, by the rows themselves.
    pub newest: Option<i64>,
    /// Known rows of the request's devices, as (`id`, `device_id`).
    pub rows: Vec<(String, String)>,
    /// Ids of the rows at both ends of the list.
    pub ids: Vec<String>,
    /// Transactions that the person says are others.
    pub dismissed: Vec<String>,
}

/// Rows that the app had loaded before.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Those of the request's devices.
    pub rows: Vec<Operation>,
    /// How many there are in all.
    pub total: usize,
}

/// How a row relates to an attempt.
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
    /// Reads both ends of the list and what is loaded. Where the list can't be read, the result says so and the attempt goes on.
    pub(super) async fn take(backend: &impl Backend, request: &ScheduleRequest) -> Self {
        let pages = backend.within(PATIENCE, read_ends(backend)).await.and_then(Result::ok);
        let loaded = backend.loaded(request);
        Self::of(pages.as_deref(), &loaded, request, backend.now())
    }

    fn of(pages: Option<&[ListPage]>, loaded: &Loaded, request: &ScheduleRequest, now: i64) -> Self {
        let all = pages.unwrap_or_default();
        let server_time = all.first().and_then(|page| page.server_time);
        let ends = || all.iter().flat_map(ListPage::operations);
        let ahead = server_time.map_or(now + AHEAD_OF_US, |at| at + AHEAD);
        let newest =
            ends().chain(&loaded.rows).filter_map(created).filter(|at| *at <= ahead).max();
        let mut rows: Vec<(String, String)> = Vec::new();
        for row in loaded.rows.iter().chain(ends().filter(|row| concerns(row, request))) {
            let key = (row.id.clone(), row.device_id.clone());
            if !rows.contains(&key) {
                rows.push(key);
            }
        }
        let count = all.first().and_then(|page| page.count);
        Self {
            fresh: pages.is_some(),
            complete: count.is_some_and(|count| loaded.total as u64 >= count),
            server_time,
            newest,
            rows,
            ids: ends().map(|row| row.id.clone()).collect(),
            dismissed: Vec::new(),
        }
    }

    /// Whether a transaction existed before, or is another for certain.
    pub fn knows_id(&self, id: &str) -> bool {
        let known = self.ids.iter().chain(self.rows.iter().map(|(id, _)| id)).chain(&self.dismissed);
        known.into_iter().any(|known| same_text(known, id))
    }

    /// Whether a row existed before the attempt.
    pub fn age(&self, row: &Operation) -> Age {
        let known = self.rows.iter().any(|(id, device)| *id == row.id && *device == row.device_id);
        if known || self.dismissed.contains(&row.id) {
            return Age::Before;
        }
        if self.complete {
            return Age::After;
        }
        match (created(row), self.newest, self.server_time) {
            (Some(at), Some(newest), _) if at < newest - DATED_BEHIND => Age::Before,
            (Some(at), newest, Some(sent)) if self.fresh && at >= sent && newest.is_none_or(|n| at >= n) => {
                Age::After
            }
            _ => Age::Unclear,
        }
    }
}

/// When a row was created, where it says so.
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

    fn request() -> ScheduleRequest {
        ScheduleRequest { device_ids: vec!["DEV-1".into()], ..ScheduleRequest::default() }
    }

    fn page(rows: Vec<Operation>, server_time: Option<i64>) -> ListPage {
        let rows = rows.into_iter().map(Row::Operation).collect();
        ListPage { rows, count: Some(500), has_next: true, server_time }
    }

    #[test]
    fn what_was_listed_before_existed_before() {
        let pages = [page(vec![row("1", "DEV-1", Some(NOW)), row("2", "DEV-2", None)], Some(NOW))];
        let known = Baseline::of(Some(&pages), &Loaded::default(), &request(), 0);
        assert_eq!(known.age(&row("1", "DEV-1", Some(NOW))), Age::Before);
        assert_eq!(known.rows, [("1".to_owned(), "DEV-1".to_owned())]);
        assert!(known.knows_id("2"), "an id of another device is no new id either");
    }

    #[test]
    fn a_row_is_new_by_the_servers_clock_alone() {
        let pages = [page(vec![row("1", "DEV-2", Some(NOW - 3_600_000))], Some(NOW))];
        let known = Baseline::of(Some(&pages), &Loaded::default(), &request(), 0);
        assert_eq!(known.age(&row("9", "DEV-1", Some(NOW))), Age::After);
        assert_eq!(known.age(&row("9", "DEV-1", Some(NOW - 10_000))), Age::Unclear, "dated behind");
        assert_eq!(known.age(&row("9", "DEV-1", None)), Age::Unclear);
        assert_eq!(known.age(&row("9", "DEV-1", Some(NOW - 8_000_000))), Age::Before);
        assert_eq!(known.age(&row("9", "DEV-1", Some(-62_135_596_800_000))), Age::Unclear, "year 1 is not set");
    }

    #[test]
    fn without_the_servers_clock_only_a_complete_history_proves_that_a_row_is_new() {
        let pages = [page(vec![row("1", "DEV-2", Some(NOW))], None)];
        let part = Baseline::of(Some(&pages), &Loaded::default(), &request(), NOW);
        assert_eq!(part.age(&row("9", "DEV-1", Some(NOW + 5))), Age::Unclear);
        let whole = Baseline::of(Some(&pages), &Loaded { total: 500, ..Loaded::default() }, &request(), NOW);
        assert_eq!(whole.age(&row("9", "DEV-1", Some(NOW - 999_999))), Age::After);
    }

    #[test]
    fn a_row_dated_in_the_future_hides_nothing() {
        let far = row("1", "DEV-2", Some(NOW + 400 * 86_400_000));
        for server_time in [Some(NOW), None] {
            let known = Baseline::of(Some(&[page(vec![far.clone()], server_time)]), &Loaded::default(), &request(), NOW);
            assert_ne!(known.age(&row("9", "DEV-1", Some(NOW + 5))), Age::Before);
        }
    }

    #[test]
    fn where_the_list_could_not_be_read_nothing_is_certainly_new() {
        let known = Baseline::of(None, &Loaded::default(), &request(), NOW);
        assert_eq!(known.age(&row("9", "DEV-1", Some(NOW + 5))), Age::Unclear);
    }
}
