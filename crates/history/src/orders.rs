//! Orders of all rows that are kept: built once, then mended row by row.

use crate::columns::Columns;
use crate::compare::{compare, sorted};
use crate::journal::{Journal, bits};
use crate::mask::Mask;
use crate::query::Sort;
use crate::radix;
use crate::row::RowId;
use std::sync::Arc;

/// Orders that are kept besides the API's own: four bytes a row each.
const KEPT: usize = 4;

/// One order of all rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    sort: Option<Sort>,
    generation: u64,
    pub rows: Arc<Vec<RowId>>,
    /// Another number whenever the order is another.
    pub stamp: u64,
}

/// The API's own order and the last few others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders {
    kept: Vec<Order>,
    stamps: u64,
}

impl Orders {
    /// All rows in this order, up to date.
    pub fn get(&mut self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> Order {
        let at = self.kept.iter().position(|order| order.sort == sort);
        let order = match at.map(|at| self.kept.remove(at)) {
            Some(order) => self.mend(order, columns, journal),
            None => None,
        };
        let order = order.unwrap_or_else(|| {
            let rows = match sort {
                None => by_key(columns),
                Some(sort) => {
                    let base = self.get(columns, journal, None);
                    sorted(columns, sort, &base.rows)
                }
            };
            self.stamps += 1;
            Order { sort, generation: journal.generation(), rows: Arc::new(rows), stamp: self.stamps }
        });
        if self.kept.len() > KEPT
            && let Some(oldest) = self.kept.iter().position(|order| order.sort.is_some())
        {
            self.kept.remove(oldest);
        }
        self.kept.push(order.clone());
        order
    }

    /// Keeps only the API's own.
    pub fn forget_sorted(&mut self) {
        self.kept.retain(|order| order.sort.is_none());
    }

    pub fn heap_bytes(&self) -> usize {
        self.kept.iter().map(|order| order.rows.capacity() * 4).sum()
    }

    fn mend(&mut self, mut order: Order, columns: &Columns, journal: &Journal) -> Option<Order> {
        let what = bits::order(order.sort.map(|sort| sort.column));
        let mut moved = journal.rows_since(order.generation, what)?;
        if moved.len() > columns.len() / 8 {
            return None;
        }
        order.generation = journal.generation();
        if moved.is_empty() {
            return Some(order);
        }
        let mut out = Mask::zeros(columns.len());
        moved.iter().for_each(|&row| out.set(row as usize, true));
        moved.retain(|&row| columns.alive.get(row as usize));
        moved.sort_unstable_by(|&a, &b| compare(columns, order.sort, a, b));
        let rows = Arc::make_mut(&mut order.rows);
        rows.retain(|row| !out.get(row.index()));
        insert(rows, &moved, |a, b| compare(columns, order.sort, a, b).is_lt());
        self.stamps += 1;
        order.stamp = self.stamps;
        Some(order)
    }
}

/// All rows in the API's order.
pub(crate) fn by_key(columns: &Columns) -> Vec<RowId> {
    let rows: Vec<RowId> = columns.alive.rows().map(|row| RowId(row as u32)).collect();
    sort_by_key(columns, &rows)
}

/// `rows` in the API's order; they must be in order of arrival, which decides ties.
pub(crate) fn sort_by_key(columns: &Columns, rows: &[RowId]) -> Vec<RowId> {
    radix::sort(rows, |row| Some(u64::from(columns.place(row).0 as u32 ^ 1 << 31)), false)
}

/// Puts sorted `new` rows into sorted `rows`, moving each stretch between them once, from the end.
fn insert(rows: &mut Vec<RowId>, new: &[u32], before: impl Fn(u32, u32) -> bool) {
    let mut end = rows.len();
    rows.resize(end + new.len(), RowId::NONE);
    for (left, &row) in new.iter().enumerate().rev() {
        let at = rows.get(..end).unwrap_or(&[]).partition_point(|&RowId(other)| before(other, row));
        rows.copy_within(at..end, at + left + 1);
        if let Some(slot) = rows.get_mut(at + left) {
            *slot = RowId(row);
        }
        end = at;
    }
}
