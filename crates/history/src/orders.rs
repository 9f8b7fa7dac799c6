//! Orders of all rows that are kept: built once, in idle moments where there are some, then mended row by row.

use crate::building::Building;
use crate::columns::Columns;
use crate::compare::compare;
use crate::journal::{self, Journal, bits};
use crate::keys::{reversed, sort_by_key, sorted};
use crate::mask::Mask;
use crate::query::Sort;
use crate::row::RowId;
use crate::sort;
use operation::{Column, TimeField};
use std::sync::Arc;

/// Orders that are kept besides the API's own: four bytes a row each.
const KEPT: usize = 8;
/// Up to so many rows are compared with each other rather than sorted by keys.
const FEW: usize = 64;
/// What a person is likely to sort by, and what takes longest to sort; likeliest first.
const LIKELY: [TimeField; 5] =
    [TimeField::Scheduled, TimeField::Updated, TimeField::Created, TimeField::Started, TimeField::Completed];

/// One order of all rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    pub sort: Option<Sort>,
    pub generation: u64,
    pub rows: Arc<Vec<RowId>>,
    /// Another number whenever the order is another.
    pub stamp: u64,
}

/// The API's own order and the last few others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders {
    kept: Vec<Order>,
    stamps: u64,
    building: Option<Building>,
}

impl Orders {
    /// All rows in this order, up to date.
    pub fn get(&mut self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> Order {
        let order = self.mended(columns, journal, sort).unwrap_or_else(|| {
            let rows = match sort {
                None => by_key(columns),
                Some(sort) => self.sorted(columns, journal, sort),
            };
            self.new_order(sort, journal.generation(), rows)
        });
        self.keep(order.clone());
        order
    }

    /// Whether this order is kept and takes little to bring up to date.
    pub fn is_near(&self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> bool {
        let most = columns.len() / 16 + FEW;
        let what = bits::order(sort.map(|sort| sort.column));
        self.kept.iter().find(|order| order.sort == sort).is_some_and(|order| {
            journal.generation() - order.generation < journal::REMEMBERED / 2
                && journal.count_since(order.generation, what).is_some_and(|changes| changes <= most)
        })
    }

    /// Does a part of what the likely sorts will need, some `budget` rows' worth of it. Whether nothing is left to do. While all is
    /// still coming in (`growing`) only the likeliest is kept up.
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
            if let Some(order) = self.mended(columns, journal, both(descending)(field)) {
                self.keep(order);
                return false;
            }
        }
        if self.kept.len() > KEPT {
            return true;
        }
        let base = self.get(columns, journal, None);
        self.building = Some(Building::new(field, columns, &base));
        false
    }

    /// Keeps only the API's own.
    pub fn forget_sorted(&mut self) {
        self.kept.retain(|order| order.sort.is_none());
        self.building = None;
    }

    pub fn heap_bytes(&self) -> usize {
        let building = self.building.as_ref().map_or(0, Building::heap_bytes);
        building + self.kept.iter().map(|order| order.rows.capacity() * 4).sum::<usize>()
    }

    fn new_order(&mut self, sort: Option<Sort>, generation: u64, rows: Vec<RowId>) -> Order {
        self.stamps += 1;
        Order { sort, generation, rows: Arc::new(rows), stamp: self.stamps }
    }

    fn keep(&mut self, order: Order) {
        if self.kept.len() > KEPT
            && let Some(oldest) = self.kept.iter().position(|order| order.sort.is_some())
        {
            self.kept.remove(oldest);
        }
        self.kept.push(order);
    }

    fn sorted(&mut self, columns: &Columns, journal: &Journal, sort: Sort) -> Vec<RowId> {
        let opposite = Sort { descending: !sort.descending, ..sort };
        if let Some(order) = self.mended(columns, journal, Some(opposite)) {
            let rows = reversed(columns, sort.column, &order.rows);
            self.keep(order);
            if let Some(rows) = rows {
                return rows;
            }
        }
        let base = self.get(columns, journal, None);
        sorted(columns, sort, &base.rows)
    }

    /// A kept order brought up to date, taken out of those that are kept; `None` where there is none or it's cheaper to sort anew.
    fn mended(&mut self, columns: &Columns, journal: &Journal, sort: Option<Sort>) -> Option<Order> {
        let at = self.kept.iter().position(|order| order.sort == sort)?;
        let mut order = self.kept.remove(at);
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

/// Some rows in an order. They must be in order of arrival.
pub(crate) fn sort_alone(columns: &Columns, order: Option<Sort>, mut rows: Vec<u32>) -> Vec<RowId> {
    if rows.len() <= FEW {
        sort::sort(&mut rows, &|a, b| compare(columns, order, a, b));
        return rows.into_iter().map(RowId).collect();
    }
    let rows: Vec<RowId> = rows.into_iter().map(RowId).collect();
    let rows = sort_by_key(columns, &rows);
    order.map_or_else(|| rows.clone(), |order| sorted(columns, order, &rows))
}

/// The passing rows of an order. Every row is written, but only a passing one stays: no branch to mispredict.
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

/// Puts sorted `new` rows into sorted `rows`, moving each stretch between them once, from the end.
fn insert(rows: &mut Vec<RowId>, new: &[RowId], before: &dyn Fn(u32, u32) -> bool) {
    let mut end = rows.len();
    rows.reserve_exact(new.len());
    rows.resize(end + new.len(), RowId::NONE);
    for (left, &row) in new.iter().enumerate().rev() {
        let is_before = |other: &RowId| before(other.0, row.0);
        // The next place is likely near the last one: in growing steps.
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
