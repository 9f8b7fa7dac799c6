//! Computes which rows match a query. The resulting mask is cached and updated incrementally.

mod pattern;
mod scan;
mod search;
mod terms;

pub use pattern::{Pattern, Ready};
pub(crate) use scan::each_equal;
pub(crate) use search::Search;

use crate::columns::{Coded, Columns, Devices};
use crate::history::History;
use crate::journal::bits;
use crate::mask::Mask;
use crate::query::Query;
use operation::{TimeField, status_name};
use scan::Needle;
use search::MOST_CHANGES;
use std::sync::Arc;

/// Number of cached masks.
const CACHED: usize = 6;

/// Masks of the last few queries, regardless of their sort.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filters {
    cached: Vec<Filtered>,
    stamps: u64,
}

/// The rows that match.
#[derive(Clone, Debug)]
pub(crate) struct Filtered {
    query: Query,
    generation: u64,
    pub rows: Arc<Mask>,
    pub count: usize,
    /// Changes whenever the set of matching rows changes.
    pub stamp: u64,
}

impl Filters {
    pub fn heap_bytes(&self) -> usize {
        self.cached.iter().map(|filtered| filtered.rows.heap_bytes()).sum()
    }

    fn keep(&mut self, filtered: Filtered) {
        if self.cached.len() >= CACHED {
            self.cached.remove(0);
        }
        self.cached.push(filtered);
    }

    fn stamp(&mut self) -> u64 {
        self.stamps += 1;
        self.stamps
    }
}

impl Query {
    /// The terms of `text`, in lower case; terms contained in another term are left out. Used to highlight matches.
    pub fn terms(&self) -> Vec<String> {
        terms::parse(&self.text)
    }

    /// Whether every row matches.
    pub(crate) fn passes_all(&self) -> bool {
        self.statuses.is_empty()
            && self.types.is_empty()
            && self.devices.is_empty()
            && self.group.is_none()
            && self.date.is_none_or(|date| date.from.is_none() && date.to.is_none())
            && terms::parse(&self.text).is_empty()
    }

    /// Journal bits of changes that can affect whether a row matches.
    fn relevant(&self) -> u32 {
        let mut bits = bits::MEMBERSHIP;
        let set = [
            (!self.statuses.is_empty(), bits::STATUS),
            (!self.types.is_empty(), bits::TYPE),
            (!self.devices.is_empty() || self.group.is_some(), bits::DEVICE),
            (self.date.is_some(), bits::time(self.date.map_or(TimeField::Scheduled, |date| date.field))),
            (!self.text.is_empty(), search::relevant(self.scope)),
        ];
        for (asked, bit) in set {
            if asked {
                bits |= bit;
            }
        }
        bits
    }
}

impl History {
    /// The rows that match `query`, without removed ones.
    pub(crate) fn filtered(&mut self, query: &Query) -> Filtered {
        let query = Query { sort: None, ..query.clone() };
        let generation = self.journal.generation();
        if let Some(at) = self.filters.cached.iter().position(|filtered| filtered.query == query) {
            let filtered = self.filters.cached.remove(at);
            if let Some(filtered) = self.bring_up_to_date(filtered) {
                self.filters.keep(filtered.clone());
                return filtered;
            }
        }
        let rows = self.compute(&query);
        let stamp = self.filters.stamp();
        let filtered = Filtered { query, generation, count: rows.count(), rows: Arc::new(rows), stamp };
        self.filters.keep(filtered.clone());
        filtered
    }

    fn bring_up_to_date(&mut self, mut filtered: Filtered) -> Option<Filtered> {
        let generation = self.journal.generation();
        if filtered.generation == generation {
            return Some(filtered);
        }
        let rows = self.journal.rows_since(filtered.generation, filtered.query.relevant())?;
        if rows.len() > MOST_CHANGES {
            return None;
        }
        let terms = terms::parse(&filtered.query.text);
        let needles: Vec<Needle> = terms.iter().map(|term| Needle::new(term)).collect();
        let mut changed = false;
        for row in rows {
            let row = row as usize;
            let passes = passes(&self.columns, &filtered.query, &needles, row);
            if passes != filtered.rows.get(row) {
                let mask = Arc::make_mut(&mut filtered.rows);
                mask.resize(self.columns.len());
                mask.set(row, passes);
                changed = true;
            }
        }
        if changed {
            filtered.count = filtered.rows.count();
            filtered.stamp = self.filters.stamp();
        }
        filtered.generation = generation;
        Some(filtered)
    }

    fn compute(&mut self, query: &Query) -> Mask {
        let columns = &self.columns;
        let mut rows = columns.alive.clone();
        for (column, wanted, select) in [
            (&columns.statuses, &query.statuses, selected_statuses as fn(&Coded, &[String]) -> Vec<bool>),
            (&columns.types, &query.types, selected_codes),
        ] {
            if !wanted.is_empty() {
                column.codes().keep(&select(column, wanted), &mut rows);
            }
        }
        if let Some(devices) = selected_devices(&columns.devices, query) {
            columns.device_of.keep(&devices, &mut rows);
        }
        if let Some(date) = query.date {
            columns.time(date.field).keep(date.from, date.to, &mut rows);
        }
        for term in terms::parse(&query.text) {
            rows.and(&self.search.rows(&self.columns, &self.journal, &term, query.scope));
        }
        rows
    }
}

/// For each code of a column, whether its text is in `wanted`. All are if `wanted` is empty.
pub(crate) fn selected_codes(column: &Coded, wanted: &[String]) -> Vec<bool> {
    let mut table = vec![wanted.is_empty(); column.code_count()];
    for text in wanted {
        if let Some(slot) = column.find(text).and_then(|code| table.get_mut(code as usize)) {
            *slot = true;
        }
    }
    table
}

/// For each code of a column of statuses, whether it means one in `wanted`, whatever the spelling. All do if `wanted` is empty.
pub(crate) fn selected_statuses(column: &Coded, wanted: &[String]) -> Vec<bool> {
    (0..column.code_count() as u32).map(|code| is_status(wanted, column.text(code).unwrap_or(""))).collect()
}

fn is_status(wanted: &[String], status: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|one| status_name(one) == status_name(status))
}

/// For each device entry, whether its id is in `wanted`. All are if `wanted` is empty.
pub(crate) fn selected_ids(devices: &Devices, wanted: &[String]) -> Vec<bool> {
    if wanted.is_empty() {
        return vec![true; devices.len()];
    }
    let mut ids = vec![false; devices.ids().len()];
    for id in wanted {
        if let Some(slot) = devices.ids().find(id).and_then(|code| ids.get_mut(code as usize)) {
            *slot = true;
        }
    }
    devices.with_ids(&ids)
}

fn selected_devices(devices: &Devices, query: &Query) -> Option<Vec<bool>> {
    if query.devices.is_empty() && query.group.is_none() {
        return None;
    }
    let mut table = selected_ids(devices, &query.devices);
    if let Some(pattern) = query.group.as_ref().map(Pattern::ready) {
        for (entry, slot) in table.iter_mut().enumerate() {
            *slot = *slot && pattern.fits(&devices.get(entry as u32));
        }
    }
    Some(table)
}

/// Whether a single row matches.
fn passes(columns: &Columns, query: &Query, needles: &[Needle], row: usize) -> bool {
    let among = |wanted: &[String], text: &str| wanted.is_empty() || wanted.iter().any(|one| one == text);
    let device = columns.device(row);
    let dated = query.date.is_none_or(|date| match columns.time(date.field).get(row) {
        None => date.from.is_none() && date.to.is_none(),
        Some(ms) => date.from.is_none_or(|from| ms >= from) && date.to.is_none_or(|to| ms < to),
    });
    columns.alive.get(row)
        && dated
        && is_status(&query.statuses, columns.statuses.get(row))
        && among(&query.types, columns.types.get(row))
        && among(&query.devices, columns.devices.id(device))
        && query.group.as_ref().is_none_or(|pattern| pattern.ready().fits(&columns.devices.get(device)))
        && needles.iter().all(|needle| search::row_has(columns, needle, query.scope, row))
}
