//! The answer to a query: rows in order, paged for free.

use crate::row::RowId;
use std::sync::Arc;

/// Rows that pass a query, in its order, as they were when it was asked. Cheap to clone, and stays as it is while the history goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    rows: Arc<Vec<RowId>>,
    generation: u64,
}

impl Selection {
    pub(crate) fn new(rows: Arc<Vec<RowId>>, generation: u64) -> Self {
        Self { rows, generation }
    }
    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether no row passes.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// All rows, in order.
    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }
    /// At most `limit` rows from `offset` on; fewer or none at the end.
    pub fn page(&self, offset: usize, limit: usize) -> &[RowId] {
        let start = offset.min(self.rows.len());
        let end = start.saturating_add(limit).min(self.rows.len());
        self.rows.get(start..end).unwrap_or(&[])
    }
    /// Where a row stands. Looks through all of them: a third of a millisecond at a million.
    pub fn position(&self, row: RowId) -> Option<usize> {
        self.rows.iter().position(|&other| other == row)
    }
    /// The history's generation when it was asked.
    pub fn generation(&self) -> u64 {
        self.generation
    }
    /// Whether two selections are known to be the same rows in the same order, at no cost. `false` is no certain answer, but asking the
    /// same again after changes that don't touch the rows or their order gives `true`.
    pub fn same_rows(&self, other: &Selection) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }
}

/// A selection by somebody else's reckoning, of generation 0.
impl From<Vec<RowId>> for Selection {
    fn from(rows: Vec<RowId>) -> Self {
        Self { rows: Arc::new(rows), generation: 0 }
    }
}
