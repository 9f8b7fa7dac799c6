//! Cached orders of all rows: built once, if possible in idle time, then updated row by row.

mod builder;
mod compare;
mod keys;
mod natural;
mod radix;
mod ranking;
mod ranks;
pub(crate) mod sort;

pub(crate) use keys::time_key;
pub(crate) use radix::sort_numbers;
pub(crate) use ranking::Ranking;

use crate::columns::Columns;
use crate::journal::{Journal, bits};
use crate::mask::Mask;
use crate::query::Sort;
use crate::row::RowId;
use builder::OrderBuilder;
use compare::compare;
use keys::{reversed, sort_by_key, sorted};
use operation::{Column, TimeField};
use std::sync::Arc;

/// Number of cached orders besides the API's; four bytes per row each.
const CACHED: usize = 8;
/// Up to this many rows are sorted by comparison instead of by keys.
const FEW: usize = 64;
/// Slowest and most likely sort columns, most likely first.
const LIKELY: [TimeField; 5] =
    [TimeField::Scheduled, TimeField::Updated, TimeField::Created, TimeField::Started, TimeField::Completed];

/// One order of all rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    pub sort: Option<Sort>,
    pub generation: u64,
    pub rows: Arc<Vec<RowId>>,
    /// Changes whenever the order changes.
    pub stamp: u64,
}

/// The API's order and the last few others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders {
    cached: Vec<Order>,
    stamps: u64,
    building: Option<OrderBuilder>,
}

impl Orders {
    /// All rows in this order, brought up to date.
    pub fn get(&mut self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> Order {
        let order = self.take_updated(columns, journal, sort).unwrap_or_else(|| {
            let rows = match sort {
                None => by_key(columns),
                Some(sort) => self.sorted(columns, journal, sort),
            };
            self.new_order(sort, journal.generation(), rows)
        });
        self.keep(order.clone());
        order
    }

    /// Whether this order is cached and cheap to bring up to date.
    pub fn is_near(&self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> bool {
        let most = columns.len() / 16 + FEW;
        let what = bits::order(sort.map(|sort| sort.column));
        self.cached.iter().find(|order| order.sort == sort).is_some_and(|order| {
            journal.generation() - order.generation < journal.always_available() / 2
                && journal.count_since(order.generation, what).is_some_and(|changes| changes <= most)
        })
    }

    /// Prepares part of the likely sorts, processing up to `budget` rows. Returns whether nothing is left to do. While the history is
    /// loading (`growing`), only the most likely order is maintained.
    pub fn prepare(&mut self, columns: &Columns, journal: &Journal, growing: bool, budget: usize) -> bool {
        if let Some(mut building) = self.building.take() {
            match building.step(columns, journal, budget.max(1)) {
                None => self.building = Some(building),
                Some(rows) => {
                    let order = self.new_order(Some(building.sort), building.generation, rows);
                    self.keep(order);
                }
            }
            return false;
        }
        if !self.is_near(columns, journal, None) {
            self.get(columns, journal, None);
            return false;
        }
        let both =
            |descending| move |field: TimeField| Some(Sort { column: Column::Time(field), descending });
        let likely = LIKELY.into_iter().take(if growing { 1 } else { LIKELY.len() });
        let mut missing = likely.filter(|&field| {
            ![both(false), both(true)].iter().any(|sort| self.is_near(columns, journal, sort(field)))
        });
        let Some(field) = missing.next() else { return true };
        for descending in [false, true] {
            if let Some(order) = self.take_updated(columns, journal, both(descending)(field)) {
                self.keep(order);
                return false;
            }
        }
        if self.cached.len() > CACHED {
            return true;
        }
        let base = self.get(columns, journal, None);
        self.building = Some(OrderBuilder::new(field, columns, &base));
        false
    }

    /// Drops all orders except the API's.
    pub fn drop_sorted(&mut self) {
        self.cached.retain(|order| order.sort.is_none());
        self.building = None;
    }

    pub fn heap_bytes(&self) -> usize {
        let building = self.building.as_ref().map_or(0, OrderBuilder::heap_bytes);
        building + self.cached.iter().map(|order| order.rows.capacity() * 4).sum::<usize>()
    }

    fn new_order(&mut self, sort: Option<Sort>, generation: u64, rows: Vec<RowId>) -> Order {
        self.stamps += 1;
        Order { sort, generation, rows: Arc::new(rows), stamp: self.stamps }
    }

    fn keep(&mut self, order: Order) {
        if self.cached.len() > CACHED
            && let Some(oldest) = self.cached.iter().position(|order| order.sort.is_some())
        {
            self.cached.remove(oldest);
        }
        self.cached.push(order);
    }

    fn sorted(&mut self, columns: &Columns, journal: &Journal, sort: Sort) -> Vec<RowId> {
        let opposite = Sort { descending: !sort.descending, ..sort };
        if let Some(order) = self.take_updated(columns, journal, Some(opposite)) {
            let rows = reversed(columns, sort.column, &order.rows);
            self.keep(order);
            if let Some(rows) = rows {
                return rows;
            }
        }
        let base = self.get(columns, journal, None);
        sorted(columns, sort, &base.rows)
    }

    /// Removes an order from the cache and brings it up to date; `None` if it isn't cached or sorting again is cheaper.
    fn take_updated(&mut self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> Option<Order> {
        let at = self.cached.iter().position(|order| order.sort == sort)?;
        let mut order = self.cached.remove(at);
        let mut moved = journal.rows_since(order.generation, bits::order(sort.map(|sort| sort.column)))?;
        if moved.len() > columns.len() / 8 {
            return None;
        }
        order.generation = journal.generation();
        if moved.is_empty() {
            return Some(order);
        }
        let mut stay = Mask::ones(columns.len());
        moved.iter().for_each(|&row| stay.set(row as usize, false));
        moved.retain(|&row| columns.alive.get(row as usize));
        let moved = sort_alone(columns, sort, moved);
        let mut rows = pick(&order.rows, &stay, order.rows.len());
        insert(&mut rows, &moved, &|a, b| compare(columns, sort, a, b).is_lt());
        if rows != *order.rows {
            self.stamps += 1;
            order.stamp = self.stamps;
            order.rows = Arc::new(rows);
        }
        Some(order)
    }
}

/// All rows in the API's order.
pub(crate) fn by_key(columns: &Columns) -> Vec<RowId> {
    let rows: Vec<RowId> = columns.alive.rows().map(|row| RowId(row as u32)).collect();
    sort_by_key(columns, &rows)
}

/// Sorts a set of rows. They must be in order of arrival.
pub(crate) fn sort_alone(columns: &Columns, order: Option<Sort>, mut rows: Vec<u32>) -> Vec<RowId> {
    if rows.len() <= FEW {
        sort::sort(&mut rows, &|a, b| compare(columns, order, a, b));
        return rows.into_iter().map(RowId).collect();
    }
    let rows: Vec<RowId> = rows.into_iter().map(RowId).collect();
    let rows = sort_by_key(columns, &rows);
    order.map_or_else(|| rows.clone(), |order| sorted(columns, order, &rows))
}

/// The rows of `order` that are in `passing`. Writes every row and advances only for matches: no branch to mispredict.
pub(crate) fn pick(order: &[RowId], passing: &Mask, count: usize) -> Vec<RowId> {
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

/// Merges sorted `new` rows into sorted `rows` from the end, moving each stretch once.
fn insert(rows: &mut Vec<RowId>, new: &[RowId], before: &dyn Fn(u32, u32) -> bool) {
    let mut end = rows.len();
    rows.reserve_exact(new.len());
    rows.resize(end + new.len(), RowId::NONE);
    for (left, &row) in new.iter().enumerate().rev() {
        let is_before = |other: &RowId| before(other.0, row.0);
        // The next position is likely near the last one: use exponential search.
        let mut step = 1;
        while end.checked_sub(step).and_then(|at| rows.get(at)).is_some_and(|other| !is_before(other)) {
            step *= 2;
        }
        let low = end.saturating_sub(step);
        let at = low + rows.get(low..end - step / 2).unwrap_or(&[]).partition_point(is_before);
        rows.copy_within(at..end, at + left + 1);
        if let Some(slot) = rows.get_mut(at + left) {
            *slot = row;
        }
        end = at;
    }
}
