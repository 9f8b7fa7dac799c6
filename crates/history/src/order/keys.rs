//! Integer sort keys for the rows of a column.

use super::natural;
use super::radix::{self, MISSING};
use super::ranks::ranks;
use crate::columns::{Coded, Codes, Columns, Devices, Times};
use crate::query::Sort;
use crate::row::RowId;
use operation::Column;

/// `rows` sorted by a column. They must be in the API's order, which decides ties.
pub(crate) fn sorted(columns: &Columns, sort: Sort, rows: &[RowId]) -> Vec<RowId> {
    radix::sort(rows, keys(columns, sort.column, rows), sort.descending)
}

/// `rows` sorted by the API's order. They must be in order of arrival, which decides ties.
pub(crate) fn sort_by_key(columns: &Columns, rows: &[RowId]) -> Vec<RowId> {
    let keys = rows.iter().map(|row| u64::from(columns.place(row.0).0 as u32 ^ 1 << 31)).collect();
    radix::sort(rows, keys, false)
}

/// Reverses a sorted order: ties stay in the API's order, and rows without a value stay last. Only for numeric columns; the others
/// have few distinct values and are sorted again just as fast.
pub(crate) fn reversed(columns: &Columns, column: Column, rows: &[RowId]) -> Option<Vec<RowId>> {
    key(columns, column, 0)?;
    let key = |row: &RowId| key(columns, column, row.index()).unwrap_or(MISSING);
    let (present, missing) = rows.split_at(rows.partition_point(|row| key(row) != MISSING));
    let mut reversed = Vec::with_capacity(rows.len());
    match column {
        Column::Time(field) if let Times::Seconds(values) = columns.time(field) => {
            runs_reversed(present, |row| values.get(row.index()).copied(), &mut reversed);
        }
        _ => runs_reversed(present, key, &mut reversed),
    }
    reversed.extend_from_slice(missing);
    Some(reversed)
}

/// Appends the runs of equal keys in reverse order, each run unchanged.
fn runs_reversed<K: PartialEq>(rows: &[RowId], key: impl Fn(&RowId) -> K, out: &mut Vec<RowId>) {
    let (mut end, mut equal) = (rows.len(), rows.last().map(&key));
    for (at, row) in rows.iter().enumerate().rev() {
        let key = Some(key(row));
        if key != equal {
            out.extend_from_slice(rows.get(at + 1..end).unwrap_or(&[]));
            (end, equal) = (at + 1, key);
        }
    }
    out.extend_from_slice(rows.get(..end).unwrap_or(&[]));
}

/// A sort key for each of `rows`, [`MISSING`] for those without a value. Keys are comparable only within one call.
pub(crate) fn keys(columns: &Columns, column: Column, rows: &[RowId]) -> Vec<u64> {
    match column {
        Column::Id => ids(columns, rows),
        Column::Type => coded(&columns.types, rows),
        Column::Status => coded(&columns.statuses, rows),
        Column::Priority => coded(&columns.priorities, rows),
        Column::DeviceId => devices(columns, rows, |devices, entry| Some(devices.id(entry))),
        Column::DeviceName => devices(columns, rows, Devices::name),
        Column::DeviceSerial => devices(columns, rows, Devices::serial),
        Column::Progress => {
            let key = |row: &RowId| progress_key(columns.progress.get(row.index())).unwrap_or(MISSING);
            rows.iter().map(key).collect()
        }
        Column::Time(field) => times(columns.time(field), rows),
        Column::Data | Column::Extra => vec![MISSING; rows.len()],
    }
}

/// A sort key that depends only on the row, for numeric columns.
pub(crate) fn key(columns: &Columns, column: Column, row: usize) -> Option<u64> {
    match column {
        Column::Progress => Some(progress_key(columns.progress.get(row)).unwrap_or(MISSING)),
        Column::Time(field) => Some(columns.time(field).get(row).map_or(MISSING, time_key)),
        _ => None,
    }
}

pub(crate) fn time_key(ms: i64) -> u64 {
    ms as u64 ^ 1 << 63
}

pub(crate) fn progress_key(percent: Option<f32>) -> Option<u64> {
    percent.map(|percent| {
        let bits = percent.to_bits();
        u64::from(if bits >> 31 == 1 { !bits } else { bits | 1 << 31 })
    })
}

/// Has one loop per width, so that the width isn't checked for each row.
fn times(times: &Times, rows: &[RowId]) -> Vec<u64> {
    match times {
        Times::Seconds(values) => {
            let code = |row: &RowId| values.get(row.index()).copied().unwrap_or(0);
            rows.iter().map(|row| u64::from(code(row)).wrapping_sub(1)).collect()
        }
        Times::Millis(_) => rows.iter().map(|row| times.get(row.index()).map_or(MISSING, time_key)).collect(),
    }
}

fn coded(column: &Coded, rows: &[RowId]) -> Vec<u64> {
    by_code(column.codes(), &ranks((0..column.code_count() as u32).map(|code| column.text(code))), rows)
}

fn devices(columns: &Columns, rows: &[RowId], get: fn(&Devices, u32) -> Option<&str>) -> Vec<u64> {
    let devices = &columns.devices;
    by_code(&columns.device_of, &ranks((0..devices.len() as u32).map(|entry| get(devices, entry))), rows)
}

fn by_code(codes: &Codes, ranks: &[u64], rows: &[RowId]) -> Vec<u64> {
    let rank = |row: &RowId| ranks.get(codes.get(row.index()) as usize).copied().unwrap_or(MISSING);
    rows.iter().map(rank).collect()
}

/// Ids are usually a common prefix and a number; then the number is the key.
fn ids(columns: &Columns, rows: &[RowId]) -> Vec<u64> {
    let id = |row: &RowId| columns.ids.get(row.index());
    let prefix = rows.first().map_or("", id).trim_end_matches(|c: char| c.is_ascii_digit()).as_bytes();
    let number = |row: &RowId| {
        let digits = columns.ids.bytes_of(row.index()).strip_prefix(prefix)?;
        if digits.is_empty() { None } else { natural::small(digits) }
    };
    let mut keys = Vec::with_capacity(rows.len());
    keys.extend(rows.iter().map_while(number));
    if keys.len() < rows.len() { ranks(rows.iter().map(|row| Some(id(row)))) } else { keys }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Observation, TimeField};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reversing_equals_sorting_descending(times in prop::collection::vec(prop::option::of(0..6i64), 0..60)) {
            let mut columns = Columns::default();
            for &time in &times {
                columns.push(&Observation { scheduled_at: time, ..Observation::default() });
            }
            let rows: Vec<RowId> = (0..times.len() as u32).map(RowId).collect();
            let column = Column::Time(TimeField::Scheduled);
            let [up, down] = [false, true].map(|descending| sorted(&columns, Sort { column, descending }, &rows));
            prop_assert_eq!(reversed(&columns, column, &up), Some(down.clone()));
            prop_assert_eq!(reversed(&columns, column, &down), Some(up));
        }
    }
}
