//! Comparison of two rows, for sorting small sets. Large sets are sorted by the integers of `keys`.

use super::keys::key;
use super::natural;
use super::radix::MISSING;
use crate::columns::Columns;
use crate::query::Sort;
use operation::Column;
use std::cmp::Ordering;

/// Compares two rows.
pub(crate) fn compare(columns: &Columns, sort: Option<Sort>, a: u32, b: u32) -> Ordering {
    sort.map_or(Ordering::Equal, |sort| by_value(columns, sort, a as usize, b as usize))
        .then_with(|| columns.place(a).cmp(&columns.place(b)))
}

fn by_value(columns: &Columns, sort: Sort, a: usize, b: usize) -> Ordering {
    let directed = |order: Ordering| if sort.descending { order.reverse() } else { order };
    if let (Some(x), Some(y)) = (key(columns, sort.column, a), key(columns, sort.column, b)) {
        let missing = x == MISSING || y == MISSING;
        return if missing { x.cmp(&y) } else { directed(x.cmp(&y)) };
    }
    match (text(columns, sort.column, a), text(columns, sort.column, b)) {
        (Some(x), Some(y)) => directed(natural::key(x).cmp(&natural::key(y))),
        (x, y) => y.is_some().cmp(&x.is_some()),
    }
}

fn text(columns: &Columns, column: Column, row: usize) -> Option<&str> {
    let device = columns.device(row);
    match column {
        Column::Id => Some(columns.ids.get(row)),
        Column::Type => columns.types.get_optional(row),
        Column::Status => columns.statuses.get_optional(row),
        Column::Priority => columns.priorities.get_optional(row),
        Column::DeviceId => Some(columns.devices.id(device)),
        Column::DeviceName => columns.devices.name(device),
        Column::DeviceSerial => columns.devices.serial(device),
        Column::Progress | Column::Time(_) | Column::Data | Column::Extra => None,
    }
}
