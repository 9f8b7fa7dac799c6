//! The order of two rows by a column, and the same order as an integer per row for the sort of all.

use crate::arena::Arena;
use crate::coded::Coded;
use crate::columns::Columns;
use crate::devices::Devices;
use crate::natural;
use crate::progress::Progress;
use crate::query::{Column, Sort};
use crate::radix;
use crate::row::RowId;
use crate::times::Times;
use std::cmp::Ordering;

/// Which of two rows comes first.
pub(crate) fn compare(columns: &Columns, sort: Option<Sort>, a: u32, b: u32) -> Ordering {
    let by_value = sort.map_or(Ordering::Equal, |sort| {
        let (x, y) = (value(columns, sort.column, a as usize), value(columns, sort.column, b as usize));
        match (x, y) {
            (Value::None, Value::None) => Ordering::Equal,
            (Value::None, _) => Ordering::Greater,
            (_, Value::None) => Ordering::Less,
            (x, y) if sort.descending => y.cmp(&x),
            (x, y) => x.cmp(&y),
        }
    });
    by_value.then_with(|| columns.place(a).cmp(&columns.place(b)))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    None,
    Number(u64),
    Text(Vec<u8>),
}

fn value(columns: &Columns, column: Column, row: usize) -> Value {
    let text = |text: Option<&str>| text.map_or(Value::None, |text| Value::Text(natural::key(text)));
    let number = |number: Option<u64>| number.map_or(Value::None, Value::Number);
    let device = columns.device(row);
    match column {
        Column::Id => text(Some(columns.ids.get(row))),
        Column::Type => text(columns.types.get_optional(row)),
        Column::Status => text(columns.statuses.get_optional(row)),
        Column::Priority => text(columns.priorities.get_optional(row)),
        Column::DeviceId => text(Some(columns.devices.id(device))),
        Column::DeviceName => text(columns.devices.name(device)),
        Column::DeviceSerial => text(columns.devices.serial(device)),
        Column::Progress => number(progress_key(&columns.progress, row)),
        Column::Time(field) => number(columns.time(field).get(row).map(time_key)),
    }
}

/// `rows` in the order of a column. `rows` must be in the API's order, which decides ties.
pub(crate) fn sorted(columns: &Columns, sort: Sort, rows: &[RowId]) -> Vec<RowId> {
    let down = sort.descending;
    let coded = |column: &Coded| {
        let ranks = ranks((0..column.code_count() as u32).map(|code| column.text(code)));
        radix::sort(rows, |row| rank(&ranks, column.codes().get(row as usize)), down)
    };
    let devices = |get: fn(&Devices, u32) -> Option<&str>| {
        let ranks = ranks((0..columns.devices.len() as u32).map(|entry| get(&columns.devices, entry)));
        radix::sort(rows, |row| rank(&ranks, columns.device(row as usize)), down)
    };
    match sort.column {
        Column::Id => by_id(&columns.ids, rows, down),
        Column::Type => coded(&columns.types),
        Column::Status => coded(&columns.statuses),
        Column::Priority => coded(&columns.priorities),
        Column::DeviceId => devices(|devices, entry| Some(devices.id(entry))),
        Column::DeviceName => devices(Devices::name),
        Column::DeviceSerial => devices(Devices::serial),
        Column::Progress => radix::sort(rows, |row| progress_key(&columns.progress, row as usize), down),
        Column::Time(field) => {
            // A width at a time, so that the loops over all rows don't ask for it.
            match columns.time(field) {
                Times::Seconds(values) => {
                    let key = |row: u32| {
                        values.get(row as usize).filter(|&&code| code > 0).map(|&code| u64::from(code))
                    };
                    radix::sort(rows, key, down)
                }
                times @ Times::Millis(_) => {
                    radix::sort(rows, |row| times.get(row as usize).map(time_key), down)
                }
            }
        }
    }
}

/// For each text its place in natural order, equal ones the same.
fn ranks<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<Option<u64>> {
    let keys: Vec<Option<Vec<u8>>> = texts.map(|text| text.map(natural::key)).collect();
    let mut order: Vec<&Vec<u8>> = keys.iter().flatten().collect();
    order.sort_unstable();
    order.dedup();
    let place = |key: &Vec<u8>| order.binary_search(&key).ok().map(|place| place as u64);
    keys.iter().map(|key| key.as_ref().and_then(place)).collect()
}

fn rank(ranks: &[Option<u64>], code: u32) -> Option<u64> {
    ranks.get(code as usize).copied().flatten()
}

fn time_key(ms: i64) -> u64 {
    ms as u64 ^ 1 << 63
}

fn progress_key(progress: &Progress, row: usize) -> Option<u64> {
    progress.get(row).map(|percent| {
        let bits = percent.to_bits();
        u64::from(if bits >> 31 == 1 { !bits } else { bits | 1 << 31 })
    })
}

/// Ids are mostly one prefix and a number: then the number is the key. Otherwise the first bytes of the natural key are, and
/// rows that share them are compared in full.
fn by_id(ids: &Arena, rows: &[RowId], descending: bool) -> Vec<RowId> {
    let first = rows.first().map_or("", |row| ids.get(row.index()));
    let prefix = first.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(numbers) = numbers(ids, rows, prefix) {
        return radix::sort(rows, |row| numbers.get(row as usize).copied(), descending);
    }
    let mut key = Vec::new();
    let heads: Vec<u64> = rows
        .iter()
        .map(|row| {
            key.clear();
            natural::encode(ids.get(row.index()), &mut key);
            key.iter().chain(std::iter::repeat(&0)).take(8).fold(0, |head, &byte| head << 8 | u64::from(byte))
        })
        .collect();
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    let head = |at: u32| heads.get(at as usize).copied().unwrap_or(0);
    let text = |at: u32| rows.get(at as usize).map_or("", |row| ids.get(row.index()));
    order.sort_by(|&a, &b| {
        let by_text = head(a).cmp(&head(b)).then_with(|| natural::key(text(a)).cmp(&natural::key(text(b))));
        if descending { by_text.reverse() } else { by_text }
    });
    order.iter().filter_map(|&at| rows.get(at as usize).copied()).collect()
}

/// The number of each row, if every id is the prefix and a number.
fn numbers(ids: &Arena, rows: &[RowId], prefix: &str) -> Option<Vec<u64>> {
    let mut numbers = vec![0; ids.len()];
    for row in rows {
        let digits = ids
            .get(row.index())
            .as_bytes()
            .strip_prefix(prefix.as_bytes())
            .filter(|digits| !digits.is_empty())?;
        *numbers.get_mut(row.index())? = natural::small(digits)?;
    }
    Some(numbers)
}
