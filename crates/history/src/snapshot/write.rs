//! Writes the sections of a snapshot, in the order in which `read` reads them.

use crate::Unread;
use crate::bytes::{put_number, put_signed, put_text};
use crate::columns::{Coded, Columns, Progress, Times, whole_percent};
use crate::history::History;
use crate::row::RowId;

/// Order in which the times are written, each as the difference from the previous one, because they are close together.
pub(super) const CHAIN: [usize; 5] = [3, 0, 1, 2, 4];

/// New codes for the snapshot, without unused texts and devices.
pub(super) struct Renamed {
    coded: [Vec<u32>; 5],
    devices: Vec<u32>,
}

/// The header: number of rows, unreadable rows, state of the ranking, dictionaries.
pub(super) fn header(history: &History, unread: &[Unread], rows: &[RowId], bytes: &mut Vec<u8>) -> Renamed {
    put_number(bytes, rows.len() as u64);
    put_number(bytes, unread.len() as u64);
    for Unread { index, raw, why } in unread {
        put_number(bytes, *index as u64);
        put_text(bytes, raw);
        put_text(bytes, why);
    }
    put_number(bytes, history.overwritten() as u64);
    let (shift, total, newest_first) = history.ranking.state();
    put_signed(bytes, shift);
    put_number(bytes, total.map_or(0, |total| u64::from(total) + 1));
    put_signed(bytes, i64::from(newest_first));
    let coded = history.columns.coded().map(|column| texts(column, bytes));
    Renamed { coded, devices: devices(&history.columns, rows, bytes) }
}

/// A block of rows, readable on its own.
pub(super) fn block(columns: &Columns, rows: &[RowId], renamed: &Renamed, bytes: &mut Vec<u8>) {
    keys(columns, rows, bytes);
    for (column, renamed) in columns.coded().into_iter().zip(&renamed.coded) {
        codes(rows, |row| column.codes().get(row), renamed, bytes);
    }
    codes(rows, |row| columns.device(row), &renamed.devices, bytes);
    ids(columns, rows, bytes);
    times(columns, rows, bytes);
    percentages(&columns.progress, rows, bytes);
}

fn codes(rows: &[RowId], code: impl Fn(usize) -> u32, renamed: &[u32], bytes: &mut Vec<u8>) {
    for row in rows {
        let code = renamed.get(code(row.index()) as usize).copied().unwrap_or(0);
        put_number(bytes, u64::from(code));
    }
}

fn keys(columns: &Columns, rows: &[RowId], bytes: &mut Vec<u8>) {
    let mut before = 0;
    for row in rows {
        let key = i64::from(columns.place(row.0).0);
        put_signed(bytes, key - before);
        before = key;
    }
}

fn texts(column: &Coded, bytes: &mut Vec<u8>) -> Vec<u32> {
    let used: Vec<u32> = (1..column.code_count() as u32).filter(|&code| column.uses(code) > 0).collect();
    let mut renamed = vec![0; column.code_count()];
    put_number(bytes, used.len() as u64);
    for (new, &code) in (1..).zip(&used) {
        put_text(bytes, column.text(code).unwrap_or(""));
        if let Some(slot) = renamed.get_mut(code as usize) {
            *slot = new;
        }
    }
    renamed
}

fn devices(columns: &Columns, rows: &[RowId], bytes: &mut Vec<u8>) -> Vec<u32> {
    let mut renamed = vec![u32::MAX; columns.devices.len()];
    let mut used = Vec::new();
    for row in rows {
        let entry = columns.device(row.index());
        if let Some(slot @ &mut u32::MAX) = renamed.get_mut(entry as usize) {
            *slot = used.len() as u32;
            used.push(entry);
        }
    }
    put_number(bytes, used.len() as u64);
    for entry in used {
        let device = columns.devices.get(entry);
        put_text(bytes, device.id);
        bytes.push(u8::from(device.name.is_some()) | u8::from(device.serial.is_some()) << 1);
        for label in [device.name, device.serial].into_iter().flatten() {
            put_text(bytes, label);
        }
    }
    renamed
}

/// Prefix compression: for each id, the length of the prefix shared with the previous one, and the rest.
fn ids(columns: &Columns, rows: &[RowId], bytes: &mut Vec<u8>) {
    let mut before = "";
    for row in rows {
        let id = columns.ids.get(row.index());
        let mut shared = id.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        while !id.is_char_boundary(shared) {
            shared -= 1;
        }
        put_number(bytes, shared as u64);
        put_text(bytes, id.get(shared..).unwrap_or(""));
        before = id;
    }
}

/// For each row a bit set of the times it has, then the differences; in seconds if all times are whole.
fn times(columns: &Columns, rows: &[RowId], bytes: &mut Vec<u8>) {
    let whole = |column: &Times| match column {
        Times::Seconds(_) => true,
        Times::Millis(_) => rows.iter().all(|row| column.get(row.index()).is_none_or(|ms| ms % 1000 == 0)),
    };
    let unit: i64 = if columns.times.iter().all(whole) { 1000 } else { 1 };
    put_number(bytes, unit as u64);
    let read = |column: &Times, row: usize| match column.whole_seconds(row) {
        Some(seconds) if unit == 1000 => seconds,
        _ => column.get(row).map(|ms| ms / unit),
    };
    let mut first = 0;
    for row in rows {
        let all = CHAIN.map(|at| columns.times.get(at).and_then(|column| read(column, row.index())));
        let present =
            all.iter().enumerate().fold(0, |bits, (at, time)| bits | u8::from(time.is_some()) << at);
        bytes.push(present);
        let mut before = first;
        for (at, time) in all.into_iter().flatten().enumerate() {
            put_signed(bytes, time - before);
            before = time;
            if at == 0 {
                first = time;
            }
        }
    }
}

fn percentages(column: &Progress, rows: &[RowId], bytes: &mut Vec<u8>) {
    let whole = |row: &RowId| whole_percent(column.get(row.index()));
    if rows.iter().all(|row| whole(row).is_some()) {
        bytes.push(1);
        bytes.extend(rows.iter().filter_map(whole));
        return;
    }
    bytes.push(4);
    for row in rows {
        bytes.extend_from_slice(&column.get(row.index()).unwrap_or(f32::NAN).to_le_bytes());
    }
}
