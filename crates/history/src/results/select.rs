//! Answers a query with rows in order.

use super::selection::Selection;
use crate::history::History;
use crate::order::{self, Order, pick};
use crate::query::{Query, Sort};
use crate::row::RowId;
use operation::Column;
use std::sync::Arc;

/// Number of cached selections.
const CACHED: usize = 4;
/// Up to this many rows are sorted on their own.
const FEW: usize = 64;
/// If at most one in `SHARE` rows matches, it is cheaper to sort the matches than to sort all rows and pick the matches. If all rows are
/// already sorted, the threshold is a quarter of that.
const SHARE: usize = 8;

/// The last few selections.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selections {
    cached: Vec<(CacheKey, Arc<Vec<RowId>>)>,
}

#[derive(Clone, Debug)]
struct CacheKey {
    query: Query,
    filter: u64,
    order: Stamp,
}

/// Together with the set of matching rows, the inputs that a cached selection depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    Order(u64),
    Generation(u64),
}

impl History {
    /// The matching rows in order. Repeating a query without a relevant change is nearly free. After a small change, the cached filter and
    /// order are updated instead of computed again.
    pub fn select(&mut self, query: &Query) -> Selection {
        let generation = self.generation();
        if query.passes_all() {
            let rows = self.orders.get(&self.columns, &self.journal, query.sort).rows;
            return Selection::new(rows, generation);
        }
        let filtered = self.filtered(query);
        let order = match self.sorts_alone(query.sort, filtered.count) {
            true => Order::default(),
            false => self.orders.get(&self.columns, &self.journal, query.sort),
        };
        // Without an order of all rows, any change that can reorder matches invalidates the selection.
        let order_stamp =
            if order.stamp == 0 { Stamp::Generation(generation) } else { Stamp::Order(order.stamp) };
        let cached =
            self.selections.cached.iter().find(|(key, _)| {
                key.filter == filtered.stamp && key.order == order_stamp && key.query == *query
            });
        if let Some((_, rows)) = cached {
            return Selection::new(rows.clone(), generation);
        }
        let rows = match order_stamp {
            Stamp::Generation(_) => {
                let passing = filtered.rows.rows().map(|row| row as u32).collect();
                order::sort_alone(&self.columns, query.sort, passing)
            }
            Stamp::Order(_) => pick(&order.rows, &filtered.rows, filtered.count),
        };
        let rows = self
            .selections
            .keep(CacheKey { query: query.clone(), filter: filtered.stamp, order: order_stamp }, rows);
        Selection::new(rows, generation)
    }

    /// Whether the matching rows are few enough to be sorted on their own.
    fn sorts_alone(&self, sort: Option<Sort>, count: usize) -> bool {
        let by_number =
            matches!(sort.map(|sort| sort.column), None | Some(Column::Time(_) | Column::Progress));
        let share = if self.orders.is_near(&self.columns, &self.journal, sort) { SHARE * 4 } else { SHARE };
        count <= FEW || by_number && count <= self.columns.len() / share
    }

    /// Number of matching rows, without sorting them.
    pub fn count(&mut self, query: &Query) -> usize {
        if query.passes_all() { self.len() } else { self.filtered(query).count }
    }
}

impl Selections {
    pub fn heap_bytes(&self) -> usize {
        self.cached.iter().map(|(_, rows)| rows.capacity() * 4).sum()
    }

    /// Reuses the previous rows if they are equal, so that a caller can detect "no change" by pointer.
    fn keep(&mut self, key: CacheKey, rows: Vec<RowId>) -> Arc<Vec<RowId>> {
        let before = self.cached.iter().position(|(other, _)| other.query == key.query);
        let before = before.map(|at| self.cached.remove(at).1).filter(|before| **before == rows);
        let rows = before.unwrap_or_else(|| Arc::new(rows));
        if self.cached.len() >= CACHED {
            self.cached.remove(0);
        }
        self.cached.push((key, rows.clone()));
        rows
    }
}
