//! The answer to a query: rows in order, paged for free.

use crate::compare::{compare, sorted};
use crate::history::History;
use crate::mask::Mask;
use crate::orders::{Order, sort_by_key};
use crate::query::{Column, Query, Sort};
use crate::row::RowId;
use std::sync::Arc;

/// Answers that are kept.
const KEPT: usize = 4;
/// Up to so many rows are compared with each other rather than sorted by keys.
const FEW: usize = 64;
/// A share of the rows up to which it is cheaper to sort those that pass than to pick them out of an order of all.
const SHARE: usize = 8;

/// Rows that pass a query, in its order, as they were when it was asked. Cheap to clone, and stays as it is while the history goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    rows: Arc<Vec<RowId>>,
    generation: u64,
}

impl Selection {
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
    /// Where a row stands. Looks through all of them.
    pub fn position(&self, row: RowId) -> Option<usize> {
        self.rows.iter().position(|&other| other == row)
    }
    /// The history's generation when it was asked.
    pub fn generation(&self) -> u64 {
        self.generation
    }
    /// Whether two selections are known to be the same rows in the same order, at no cost; `false` says nothing.
    pub fn same_rows(&self, other: &Selection) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }
}

/// The last few answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selections {
    kept: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    query: Query,
    filter: u64,
    order: Stamp,
    rows: Arc<Vec<RowId>>,
}

/// What must not have changed for an answer to hold, besides which rows pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    Order(u64),
    Generation(u64),
}

impl History {
    /// The rows that pass, in order. Asked again without a change that matters, it costs next to nothing; after a small change the
    /// kept filter and order are mended, not computed again.
    pub fn select(&mut self, query: &Query) -> Selection {
        let generation = self.generation();
        if query.passes_all() {
            let rows = self.orders.get(&self.columns, &self.journal, query.sort).rows;
            return Selection { rows, generation };
        }
        let filtered = self.filtered(query);
        let order = match self.sorts_alone(query.sort, filtered.count) {
            true => Order::default(),
            false => self.orders.get(&self.columns, &self.journal, query.sort),
        };
        // Without an order of all, what the answer depends on is any change at all to the order of what passes.
        let order_stamp =
            if order.stamp == 0 { Stamp::Generation(generation) } else { Stamp::Order(order.stamp) };
        let kept =
            self.selections.kept.iter().find(|kept| {
                kept.filter == filtered.stamp && kept.order == order_stamp && kept.query == *query
            });
        if let Some(kept) = kept {
            return Selection { rows: kept.rows.clone(), generation };
        }
        let rows = match order_stamp {
            Stamp::Generation(_) => self.sort_alone(query.sort, &filtered.rows),
            Stamp::Order(_) => pick(&order.rows, &filtered.rows, filtered.count),
        };
        let rows = Arc::new(rows);
        self.selections.keep(Kept {
            query: query.clone(),
            filter: filtered.stamp,
            order: order_stamp,
            rows: rows.clone(),
        });
        Selection { rows, generation }
    }

    /// Whether the rows that pass are few enough to be sorted by themselves.
    fn sorts_alone(&self, sort: Option<Sort>, count: usize) -> bool {
        let by_number =
            matches!(sort.map(|sort| sort.column), None | Some(Column::Time(_) | Column::Progress));
        count <= FEW || by_number && count <= self.columns.len() / SHARE
    }

    fn sort_alone(&self, sort: Option<Sort>, passing: &Mask) -> Vec<RowId> {
        let mut rows: Vec<RowId> = passing.rows().map(|row| RowId(row as u32)).collect();
        if rows.len() <= FEW {
            rows.sort_unstable_by(|a, b| compare(&self.columns, sort, a.0, b.0));
            return rows;
        }
        let rows = sort_by_key(&self.columns, &rows);
        match sort {
            Some(sort) => sorted(&self.columns, sort, &rows),
            None => rows,
        }
    }

    /// How many rows pass, without putting them in order.
    pub fn count(&mut self, query: &Query) -> usize {
        if query.passes_all() { self.len() } else { self.filtered(query).count }
    }
}

impl Selections {
    pub fn heap_bytes(&self) -> usize {
        self.kept.iter().map(|kept| kept.rows.capacity() * 4).sum()
    }

    fn keep(&mut self, kept: Kept) {
        self.kept.retain(|other| other.query != kept.query);
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(kept);
    }
}

/// The passing rows in the order of all. Every row is written, but only a passing one stays: no branch to mispredict.
fn pick(order: &[RowId], passing: &Mask, count: usize) -> Vec<RowId> {
    let mut rows = vec![RowId::NONE; count + 1];
    let mut at = 0;
    for &row in order {
        if let Some(slot) = rows.get_mut(at) {
            *slot = row;
        }
        at += usize::from(passing.get(row.index()));
    }
    rows.truncate(at.min(count));
    rows
}

/// A selection by somebody else's reckoning, of generation 0.
impl From<Vec<RowId>> for Selection {
    fn from(rows: Vec<RowId>) -> Self {
        Self { rows: Arc::new(rows), generation: 0 }
    }
}
