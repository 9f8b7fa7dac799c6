//! The answer to a query: rows in order, with free paging.

use crate::row::RowId;
use std::sync::Arc;

/// The rows that match a query, in order, at the time of the query. Cheap to clone, and unaffected by later changes of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    rows: Arc<Vec<RowId>>,
    generation: u64,
}

impl Selection {
    pub(crate) fn new(rows: Arc<Vec<RowId>>, generation: u64) -> Self {
        Self { rows, generation }
    }
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether no row matches.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// All rows, in order.
    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }
    /// At most `limit` rows from `offset` on; fewer at the end.
    pub fn page(&self, offset: usize, limit: usize) -> &[RowId] {
        let start = offset.min(self.rows.len());
        let end = start.saturating_add(limit).min(self.rows.len());
        self.rows.get(start..end).unwrap_or(&[])
    }
    /// Position of a row. Linear scan: a third of a millisecond at a million rows.
    pub fn position(&self, row: RowId) -> Option<usize> {
        self.rows.iter().position(|&other| other == row)
    }
    /// The history's generation at the time of the query.
    pub fn generation(&self) -> u64 {
        self.generation
    }
    /// Whether two selections share the same rows, by pointer. `false` doesn't prove a difference, but repeating a query after changes
    /// that don't affect its rows or their order gives `true`.
    pub fn same_rows(&self, other: &Selection) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }
}

/// A selection computed elsewhere, of generation 0.
impl From<Vec<RowId>> for Selection {
    fn from(rows: Vec<RowId>) -> Self {
        Self { rows: Arc::new(rows), generation: 0 }
    }
}
