//! An order in the making, a slice at a time, while the history goes on.

use crate::columns::Columns;
use crate::journal::Journal;
use crate::keys::keys;
use crate::orders::Order;
use crate::query::Sort;
use crate::radix::{self, Sorting};
use crate::row::RowId;
use crate::times::Times;
use operation::{Column, TimeField};
use std::sync::Arc;

/// The order by a time, of the rows that there were when it began. What has changed since is the journal's to tell.
#[derive(Clone, Debug)]
pub(crate) struct Building {
    pub sort: Sort,
    pub generation: u64,
    field: TimeField,
    /// Whether the times were whole seconds: keys of both kinds can't be compared.
    whole: bool,
    base: Arc<Vec<RowId>>,
    keys: Vec<u64>,
    sorting: Option<Sorting>,
}

impl Building {
    /// Begins with the API's order, up to date.
    pub fn new(field: TimeField, columns: &Columns, base: &Order) -> Self {
        Self {
            sort: Sort { column: Column::Time(field), descending: false },
            generation: base.generation,
            field,
            whole: is_whole(columns, field),
            base: base.rows.clone(),
            keys: Vec::with_capacity(base.rows.len()),
            sorting: None,
        }
    }

    /// Goes on for at most so many rows. The order, once all is done.
    pub fn step(&mut self, columns: &Columns, journal: &Journal, budget: usize) -> Option<Vec<RowId>> {
        if journal.since(self.generation).is_none() || self.whole != is_whole(columns, self.field) {
            // Too much has changed: what was done so far is of no use.
            self.generation = journal.generation();
            self.base = Arc::new(crate::orders::by_key(columns));
            self.whole = is_whole(columns, self.field);
            (self.keys, self.sorting) = (Vec::with_capacity(self.base.len()), None);
            return None;
        }
        if let Some(sorting) = &mut self.sorting {
            let done = sorting.step(&self.base, budget);
            return if done { self.sorting.take().map(Sorting::into_rows) } else { None };
        }
        let end = self.keys.len().saturating_add(budget).min(self.base.len());
        let next = self.base.get(self.keys.len()..end).unwrap_or(&[]);
        self.keys.append(&mut keys(columns, self.sort.column, next));
        if end == self.base.len() {
            match Sorting::new(&self.base, std::mem::take(&mut self.keys), false) {
                Ok(sorting) => self.sorting = Some(sorting),
                // Times so far apart are rare enough to be sorted in one go.
                Err(places) => return Some(radix::sort(&self.base, places, false)),
            }
        }
        None
    }

    pub fn heap_bytes(&self) -> usize {
        self.keys.capacity() * 8 + self.sorting.as_ref().map_or(0, Sorting::heap_bytes)
    }
}

fn is_whole(columns: &Columns, field: TimeField) -> bool {
    matches!(columns.time(field), Times::Seconds(_))
}
