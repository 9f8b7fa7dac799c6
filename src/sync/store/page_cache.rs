//! Pure: cache of the rows of the visited pages. Enough until the user filters or sorts.

use super::operation_store::{Meanings, OperationStore, Sweep};
use crate::api::{Fetched, Problem};
use history::{
    Change, DeviceCount, Facets, History, Observation, Query, RowId, Selection, Taken, TimeField, Upsert,
};
use operation::{PastDurations, status_name};

/// A few rows, in the order in which they were first seen.
#[derive(Default)]
pub struct PageCache {
    rows: Vec<Held>,
    /// Position of each row in the API's own order, if known.
    ranks: Vec<Option<u32>>,
    /// The API's total count, as of the last page.
    total: Option<u32>,
}

/// An owned [`Observation`].
#[derive(Clone, Debug, Default, PartialEq)]
struct Held {
    id: String,
    device_id: String,
    operation_type: String,
    status: String,
    device_name: Option<String>,
    device_serial: Option<String>,
    /// Scheduled, started, completed, created, updated.
    times: [Option<i64>; 5],
    progress: Option<f32>,
    priority: Option<String>,
    data: String,
    extra: String,
}

impl OperationStore for PageCache {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, row: RowId) -> Observation<'_> {
        self.rows.get(row.0 as usize).map(Held::observation).unwrap_or_default()
    }

    fn find(&self, id: &str, device: &str) -> Option<RowId> {
        let place = self.rows.iter().position(|row| row.id == id && row.observation().device_key() == device);
        place.and_then(|place| u32::try_from(place).ok()).map(RowId)
    }

    fn upsert(&mut self, rank: Option<u32>, seen: &Observation<'_>) -> Upsert {
        let new = Held::of(seen);
        let Some(row) = self.find(seen.id, seen.device_key()) else {
            let Ok(row) = u32::try_from(self.rows.len()) else {
                return Upsert { row: RowId::NONE, change: Change::Refused };
            };
            self.rows.push(new);
            self.ranks.push(rank);
            return Upsert { row: RowId(row), change: Change::Added };
        };
        let Some(known) = self.rows.get_mut(row.0 as usize) else {
            return Upsert { row: RowId::NONE, change: Change::Refused };
        };
        if let (Some(_), Some(place)) = (rank, self.ranks.get_mut(row.0 as usize)) {
            *place = rank;
        }
        let older = new.times[4].zip(known.times[4]).is_some_and(|(new, known)| new < known);
        let change = match older || *known == new {
            true => Change::Same,
            false => Change::Changed,
        };
        if change == Change::Changed {
            *known = new;
        }
        Upsert { row, change }
    }

    /// Only the column store takes fetched pages; without it, the crawl that fetched this page is over.
    fn take_page(&mut self, _page: &Fetched, _offset: usize) -> Result<Taken, Problem> {
        Err(Problem::Aborted)
    }

    fn prepare(&mut self, _budget: usize) -> bool {
        true
    }

    fn begin_page(&mut self, total: u32) {
        self.total = Some(total);
    }

    fn end_page(&mut self) {}

    /// Filters by status, type and device only and keeps the order of the rows: nothing else is needed for a few rows.
    fn select(&mut self, query: &Query) -> Selection {
        let any = |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|w| w == value);
        let passes = |row: &Held| {
            (query.statuses.is_empty()
                || query.statuses.iter().any(|s| status_name(s) == status_name(&row.status)))
                && any(&query.types, &row.operation_type)
                && any(&query.devices, &row.device_id)
        };
        let rows = (0u32..).zip(&self.rows).filter(|(_, row)| passes(row));
        Selection::from(rows.map(|(row, _)| RowId(row)).collect::<Vec<_>>())
    }

    /// Counts all rows, without filters.
    fn facets(&mut self, _query: &Query, top: usize) -> Facets {
        let mut facets = Facets { total: self.rows.len(), ..Facets::default() };
        for row in &self.rows {
            count(&mut facets.statuses, status_name(&row.status));
            count(&mut facets.types, &row.operation_type);
            let room = facets.devices.len() < top;
            match facets.devices.iter_mut().find(|device| device.id == row.device_id) {
                Some(device) => device.count += 1,
                None if room => facets.devices.push(DeviceCount {
                    id: row.device_id.clone(),
                    name: row.device_name.clone(),
                    count: 1,
                }),
                None => {}
            }
        }
        facets
    }

    /// A histogram needs all rows.
    fn histogram(&mut self, _query: &Query, _field: TimeField, _bounds: &[i64]) -> Vec<usize> {
        Vec::new()
    }

    fn past_durations(&mut self) -> Vec<(String, PastDurations)> {
        Vec::new()
    }

    fn hand_over(&self, to: &mut dyn OperationStore) {
        if let Some(total) = self.total {
            to.begin_page(total);
        }
        for (row, rank) in self.rows.iter().zip(&self.ranks) {
            to.upsert(rank.filter(|_| self.total.is_some()), &row.observation());
        }
        to.end_page();
    }

    /// There is no column store yet.
    fn columns(&mut self) -> Option<&mut History> {
        None
    }

    /// Names of periods and groups don't filter here.
    fn meanings(&self) -> Option<Meanings> {
        None
    }

    fn sweep(&mut self, _sweep: Sweep) {}
}

fn count(counts: &mut Vec<(String, usize)>, value: &str) {
    match counts.iter_mut().find(|(known, _)| known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value.to_owned(), 1)),
    }
}

impl Held {
    fn of(seen: &Observation<'_>) -> Self {
        Self {
            id: seen.id.to_owned(),
            device_id: seen.device_id.to_owned(),
            operation_type: seen.operation_type.to_owned(),
            status: seen.status.to_owned(),
            device_name: seen.device_name.map(str::to_owned),
            device_serial: seen.device_serial.map(str::to_owned),
            times: [seen.scheduled_at, seen.started_at, seen.completed_at, seen.created_at, seen.updated_at],
            progress: seen.progress,
            priority: seen.priority.map(str::to_owned),
            data: seen.data.to_owned(),
            extra: seen.extra.to_owned(),
        }
    }

    fn observation(&self) -> Observation<'_> {
        let [scheduled_at, started_at, completed_at, created_at, updated_at] = self.times;
        Observation {
            id: &self.id,
            device_id: &self.device_id,
            operation_type: &self.operation_type,
            status: &self.status,
            device_name: self.device_name.as_deref(),
            device_serial: self.device_serial.as_deref(),
            scheduled_at,
            started_at,
            completed_at,
            created_at,
            updated_at,
            progress: self.progress,
            priority: self.priority.as_deref(),
            data: &self.data,
            extra: &self.extra,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::store::make_history;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    struct Seen {
        id: String,
        device: String,
        status: String,
        updated: Option<i64>,
        progress: Option<f32>,
    }

    fn seen() -> impl Strategy<Value = Seen> {
        ("[ab]", "[xy]?", "(failed|done)", prop::option::of(0..4i64), prop::option::of(0..3u8)).prop_map(
            |(id, device, status, updated, progress)| Seen {
                id,
                device,
                status,
                updated,
                progress: progress.map(f32::from),
            },
        )
    }

    fn observation(seen: &Seen) -> Observation<'_> {
        Observation {
            id: &seen.id,
            device_id: &seen.device,
            status: &seen.status,
            operation_type: "t",
            updated_at: seen.updated,
            progress: seen.progress,
            ..Observation::default()
        }
    }

    proptest! {
        /// Handed over to the column store, all rows keep their values and row ids.
        #[test]
        fn holds_rows_as_the_column_store_does(all in prop::collection::vec(seen(), 0..24)) {
            let (mut few, mut whole) = (PageCache::default(), make_history());
            for one in &all {
                let (a, b) = (few.upsert(None, &observation(one)), whole.upsert(None, &observation(one)));
                prop_assert_eq!(a, b);
            }
            prop_assert_eq!(few.count(), whole.count());
            for row in (0..few.count() as u32).map(RowId) {
                prop_assert_eq!(few.row(row), whole.row(row));
                let found = few.row(row);
                prop_assert_eq!(few.find(found.id, found.device_id), whole.find(found.id, found.device_id));
            }
            let mut columns = make_history();
            few.hand_over(columns.as_mut());
            for row in (0..few.count() as u32).map(RowId) {
                prop_assert_eq!(few.row(row), columns.row(row));
            }
            let failed = Query { statuses: vec!["failed".into()], ..Query::default() };
            let sorted = |selection: Selection| {
                let mut rows = selection.rows().to_vec();
                rows.sort_unstable();
                rows
            };
            prop_assert_eq!(sorted(few.select(&failed)), sorted(whole.select(&failed)));
            let counts = |mut facets: Facets| {
                facets.statuses.sort();
                facets.statuses.retain(|(_, count)| *count > 0);
                (facets.total, facets.statuses)
            };
            prop_assert_eq!(counts(few.facets(&Query::default(), 9)), counts(whole.facets(&Query::default(), 9)));
        }
    }

    #[test]
    fn handing_over_keeps_the_order() {
        let (mut few, mut whole) = (PageCache::default(), make_history());
        let seen = |id| Observation { id, device_id: "d", ..Observation::default() };
        few.upsert(None, &seen("looked up"));
        few.begin_page(9);
        for (rank, id) in (0..).zip(["newest", "looked up", "oldest"]) {
            few.upsert(Some(rank), &seen(id));
        }
        few.end_page();
        few.hand_over(whole.as_mut());
        let rows = whole.select(&Query::default());
        let ids: Vec<_> = rows.rows().iter().map(|row| whole.row(*row).id.to_owned()).collect();
        assert_eq!(ids, ["newest", "looked up", "oldest"]);
    }

    #[test]
    fn a_missing_row_has_default_values() {
        assert_eq!(PageCache::default().row(RowId(7)), Observation::default());
    }
}
