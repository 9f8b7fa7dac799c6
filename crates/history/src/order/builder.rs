//! Builds an order in slices, while the history keeps changing.

use super::Order;
use super::keys::keys;
use super::radix::{self, Sorting};
use crate::columns::{Columns, Times};
use crate::journal::Journal;
use crate::query::Sort;
use crate::row::RowId;
use operation::{Column, TimeField};
use std::sync::Arc;

/// The order by one time, of the rows present at the start. Later changes are in the journal.
#[derive(Clone, Debug)]
pub(crate) struct OrderBuilder {
    pub sort: Sort,
    pub generation: u64,
    field: TimeField,
    /// Whether the times were whole seconds. Keys of seconds and of milliseconds can't be compared.
    whole: bool,
    base: Arc<Vec<RowId>>,
    keys: Vec<u64>,
    sorting: Option<Sorting>,
}

impl OrderBuilder {
    /// Starts from the API's order, which must be up to date.
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

    /// Processes up to `budget` rows. Returns the order once it is complete.
    pub fn step(&mut self, columns: &Columns, journal: &Journal, budget: usize) -> Option<Vec<RowId>> {
        if journal.since(self.generation).is_none() || self.whole != is_whole(columns, self.field) {
            // Too much has changed: discard the progress and start again.
            self.generation = journal.generation();
            self.base = Arc::new(super::by_key(columns));
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
                // Times that span too wide a range for packed keys are rare: sort them in one go.
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
