//! The store: columns plus derived data. Its operations are in `update`, `filter` and `results`.

use crate::columns::{Columns, Device};
use crate::filter::{Filters, Search};
use crate::journal::Journal;
use crate::mask::Mask;
use crate::order::{Orders, Ranking};
use crate::results::Selections;
use crate::row::{RowId, RowView};
use crate::update::{Changes, Doubles, Identity};

/// Most rows to reserve memory for at once. The API's `count` can be wrong by any amount and must not exhaust memory.
const MOST_RESERVED: usize = 1 << 21;

/// All known operations and the queries over them. The crate documentation gives an overview.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub(crate) columns: Columns,
    pub(crate) identity: Identity,
    pub(crate) ranking: Ranking,
    pub(crate) journal: Journal,
    pub(crate) orders: Orders,
    pub(crate) search: Search,
    pub(crate) filters: Filters,
    pub(crate) selections: Selections,
    /// Rows upserted since the sweep began.
    pub(crate) seen: Mask,
    pub(crate) sweeping: bool,
    pub(crate) doubles: Doubles,
}

impl History {
    /// Creates an empty history.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reserves memory for `rows` rows in total, so that a long crawl doesn't reallocate repeatedly. Call it once the API's `count` is
    /// known.
    pub fn reserve(&mut self, rows: usize) {
        // Reserve slightly more, so that the operations of the next days don't reallocate every column at once.
        let more = (rows.saturating_add(rows / 64)).saturating_sub(self.columns.len()).min(MOST_RESERVED);
        self.columns.reserve(more);
        self.identity.reserve(&self.columns, more);
    }

    /// Number of rows, without removed ones.
    pub fn len(&self) -> usize {
        self.columns.alive_count
    }

    /// Whether the history has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Increases with every change of a row, a value or the order.
    pub fn generation(&self) -> u64 {
        self.journal.generation()
    }

    /// The rows that changed after `generation`.
    pub fn changed_since(&self, generation: u64) -> Changes {
        match self.journal.rows_since(generation, u32::MAX) {
            Some(rows) => Changes::Rows(rows.into_iter().map(RowId).collect()),
            None => Changes::Everything,
        }
    }

    /// Whether the row exists and hasn't been removed.
    pub fn contains(&self, row: RowId) -> bool {
        self.columns.alive.get(row.index())
    }

    /// The values of a row. A removed row still has its id, device and times; an unknown row reads as empty.
    pub fn row(&self, row: RowId) -> RowView<'_> {
        RowView { columns: &self.columns, row: row.index() }
    }

    /// The row of an operation on a device, by [`operation::device_key`].
    pub fn find(&self, id: &str, device: &str) -> Option<RowId> {
        self.identity.find(&self.columns, id, device).map(RowId)
    }

    /// Each known device once, with the name and serial of its newest entry, in order of first appearance.
    pub fn devices(&self) -> Vec<Device<'_>> {
        let devices = &self.columns.devices;
        let mut latest = vec![0; devices.ids().len()];
        for entry in 0..devices.len() as u32 {
            if let Some(slot) = latest.get_mut(devices.id_code(entry) as usize) {
                *slot = entry;
            }
        }
        latest.into_iter().map(|entry| devices.get(entry)).collect()
    }

    /// All rows of a transaction, in order of arrival. Scans all ids (O(n)): meant for one operation at a time.
    pub fn rows_of(&self, id: &str) -> Vec<RowId> {
        let mut rows = Vec::new();
        crate::filter::each_equal(&self.columns.ids, id, |row| {
            if self.columns.alive.get(row) {
                rows.push(RowId(row as u32));
            }
        });
        rows
    }

    /// Prepares part of the likely sorts in idle time, so that the first sort by a time is no slower than later ones (without it, 20 ms
    /// slower at a million rows). `budget` is the number of rows to process per call; 100,000 take about a millisecond. Returns whether
    /// nothing is left to do; call again after the history has changed. Uses four bytes per row for each of the five times.
    pub fn prepare(&mut self, budget: usize) -> bool {
        self.orders.prepare(&self.columns, &self.journal, self.sweeping, budget)
    }

    /// Drops cached searches, filters, selections and orders, except the API's order. For low memory: the next query computes them again.
    pub fn drop_caches(&mut self) {
        self.orders.drop_sorted();
        self.search = Search::default();
        self.filters = Filters::default();
        self.selections = Selections::default();
    }

    /// Heap memory in bytes: columns with dictionaries, row identity, and caches of orders, searches and filters.
    pub fn heap_bytes(&self) -> usize {
        self.columns.heap_bytes()
            + self.identity.heap_bytes()
            + self.journal.heap_bytes()
            + self.orders.heap_bytes()
            + self.search.heap_bytes()
            + self.filters.heap_bytes()
            + self.selections.heap_bytes()
            + self.seen.heap_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Observation;

    #[test]
    fn can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&History::new());
        shared(&History::new().select(&crate::Query::default()));
    }

    #[test]
    fn a_selection_keeps_its_rows_while_only_values_change() {
        use crate::{Column, Query, Sort, TimeField};
        let mut history = History::new();
        let ids: Vec<String> = (0..2000).map(|n| format!("op_{n}")).collect();
        let observed = |n: usize, status, progress| Observation {
            id: ids.get(n).map_or("", String::as_str),
            status,
            scheduled_at: Some(n as i64 / 2 * 1000),
            progress: Some(progress),
            ..Observation::default()
        };
        for n in 0..2000 {
            let status = ["completed", "in_progress"][usize::from(n % 20 == 0)];
            history.upsert(Some(n as u32), &observed(n, status, 5.0));
        }
        let sort = Some(Sort { column: Column::Time(TimeField::Scheduled), descending: true });
        let running = Query { statuses: vec!["in_progress".into()], sort, ..Query::default() };
        let most = Query { statuses: vec!["completed".into()], ..running.clone() };
        for query in [Query::default(), Query { sort, ..Query::default() }, running, most] {
            let before = history.select(&query);
            history.upsert(Some(20), &observed(20, "in_progress", history.generation() as f32));
            let after = history.select(&query);
            assert!(before.same_rows(&after) && before.generation() < after.generation(), "{query:?}");
            assert_eq!(after.position(after.page(7, 1)[0]), Some(7));
        }
    }

    #[test]
    fn lists_devices_by_their_latest_name() {
        let mut history = History::new();
        for (id, device_id, device_name) in
            [("1", "a", Some("old")), ("2", "b", None), ("3", "a", Some("new"))]
        {
            history.upsert(None, &Observation { id, device_id, device_name, ..Observation::default() });
        }
        let devices: Vec<_> = history.devices().iter().map(|device| (device.id, device.name)).collect();
        assert_eq!(devices, [("a", Some("new")), ("b", None)]);
    }

    #[test]
    fn finds_all_rows_of_a_transaction_and_no_other() {
        let mut history = History::new();
        for (id, device_id) in [("12", "a"), ("123", "a"), ("12", "b"), ("2", "a"), ("12", "c"), ("", "z")] {
            history.upsert(None, &Observation { id, device_id, ..Observation::default() });
        }
        history.remove(RowId(4));
        assert_eq!(history.rows_of("12"), [RowId(0), RowId(2)]);
        assert_eq!(history.rows_of(""), [RowId(5)]);
        assert_eq!(history.rows_of("1"), []);
    }

    #[test]
    fn rows_without_a_device_id_are_told_apart_by_serial_or_name() {
        let mut history = History::new();
        let seen = |device_name, device_serial, status| Observation {
            id: "1",
            device_name,
            device_serial,
            status,
            ..Observation::default()
        };
        history.upsert(None, &seen(Some("R0"), None, "completed"));
        history.upsert(None, &seen(Some("R1"), None, "failed"));
        history.upsert(None, &seen(Some("R1"), Some("S"), "failed"));
        history.upsert(None, &seen(Some("R1"), None, "completed"));
        assert_eq!(history.len(), 3);
        let status = |device| history.find("1", device).map(|row| history.row(row).status());
        assert_eq!(["R0", "R1", "S"].map(status), [Some("completed"), Some("completed"), Some("failed")]);
        assert_eq!(history.find("1", ""), None);
    }

    #[test]
    fn an_unknown_row_reads_as_empty() {
        let history = History::new();
        let row = history.row(RowId::NONE);
        assert_eq!(
            (row.id(), row.device_id(), row.status(), row.progress(), row.scheduled_at()),
            ("", "", "", None, None)
        );
        assert!(!history.contains(RowId::NONE));
    }
}
