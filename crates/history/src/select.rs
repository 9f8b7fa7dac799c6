//! Answering a query: which rows, in which order.

use crate::history::History;
use crate::orders::{self, Order, pick};
use crate::query::{Query, Sort};
use crate::row::RowId;
use crate::selection::Selection;
use operation::Column;
use std::sync::Arc;

/// Answers that are kept.
const KEPT: usize = 4;
/// Up to so many rows are better sorted by themselves.
const FEW: usize = 64;
/// A share of the rows up to which it is cheaper to sort those that pass than to sort all and pick them out; a quarter of it where
/// all are sorted already.
const SHARE: usize = 8;

/// The last few answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selections {
    kept: Vec<(Kept, Arc<Vec<RowId>>)>,
}

#[derive(Clone, Debug)]
struct Kept {
    query: Query,
    filter: u64,
    order: Stamp,
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
            return Selection::new(rows, generation);
        }
        let filtered = self.filtered(query);
        let order = match self.sorts_alone(query.sort, filtered.count) {
            true => Order::default(),
            false => self.orders.get(&self.columns, &self.journal, query.sort),
        };
        // Without an order of all, what the answer depends on is any change at all to the order of what passes.
        let order_stamp =
            if order.stamp == 0 { Stamp::Generation(generation) } else { Stamp::Order(order.stamp) };
        let kept = self.selections.kept.iter().find(|(kept, _)| {
            kept.filter == filtered.stamp && kept.order == order_stamp && kept.query == *query
        });
        if let Some((_, rows)) = kept {
            return Selection::new(rows.clone(), generation);
        }
        let rows = match order_stamp {
            Stamp::Generation(_) => {
                let passing = filtered.rows.rows().map(|row| row as u32).collect();
                orders::sort_alone(&self.columns, query.sort, passing)
            }
            Stamp::Order(_) => pick(&order.rows, &filtered.rows, filtered.count),
        };
        let rows = self
            .selections
            .keep(Kept { query: query.clone(), filter: filtered.stamp, order: order_stamp }, rows);
        Selection::new(rows, generation)
    }

    /// Whether the rows that pass are few enough to be sorted by themselves.
    fn sorts_alone(&self, sort: Option<Sort>, count: usize) -> bool {
        let by_number =
            matches!(sort.map(|sort| sort.column), None | Some(Column::Time(_) | Column::Progress));
        let share = if self.orders.is_near(&self.columns, &self.journal, sort) { SHARE * 4 } else { SHARE };
        count <= FEW || by_number && count <= self.columns.len() / share
    }

    /// How many rows pass, without putting them in order.
    pub fn count(&mut self, query: &Query) -> usize {
        if query.passes_all() { self.len() } else { self.filtered(query).count }
    }
}

impl Selections {
    pub fn heap_bytes(&self) -> usize {
        self.kept.iter().map(|(_, rows)| rows.capacity() * 4).sum()
    }

    /// Where the same query had the same rows before, those are what comes back: whoever shows them can tell at no cost.
    fn keep(&mut self, kept: Kept, rows: Vec<RowId>) -> Arc<Vec<RowId>> {
        let before = self.kept.iter().position(|(other, _)| other.query == kept.query);
        let before = before.map(|at| self.kept.remove(at).1).filter(|before| **before == rows);
        let rows = before.unwrap_or_else(|| Arc::new(rows));
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push((kept, rows.clone()));
        rows
    }
}
