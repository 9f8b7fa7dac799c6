//! Reads the sections of a snapshot into columns. Any inconsistency gives `None`.

use super::write::CHAIN;
use crate::Unread;
use crate::bytes::Input;
use crate::columns::{Coded, Columns, Device, Progress, Times};
use crate::history::History;
use crate::order::Ranking;
use crate::update::Doubles;

/// The header, and the number of rows that follow.
pub(super) fn header(input: &mut Input) -> Option<(History, Vec<Unread>, usize)> {
    let rows = input.count()?;
    let unread = unread(input)?;
    let doubles = Doubles::restored(usize::try_from(input.number()?).ok()?);
    let ranking = ranking(input)?;
    let mut columns = Columns::default();
    columns.reserve(rows);
    for column in columns.coded_mut() {
        texts(input, column)?;
    }
    devices(input, &mut columns)?;
    let mut history = History { columns, ranking, doubles, ..History::default() };
    history.identity.reserve(&history.columns, rows);
    Some((history, unread, rows))
}

fn unread(input: &mut Input) -> Option<Vec<Unread>> {
    let count = input.count()?;
    let mut one = || {
        let index = usize::try_from(input.number()?).ok()?;
        Some(Unread { index, raw: input.text()?.to_owned(), why: input.text()?.to_owned() })
    };
    (0..count).map(|_| one()).collect()
}

/// Reads the next `rows` rows.
pub(super) fn block(input: &mut Input, history: &mut History, rows: usize) -> Option<()> {
    let columns = &mut history.columns;
    let first = columns.alive_count as u32;
    keys(input, columns, rows)?;
    for column in columns.coded_mut() {
        for _ in 0..rows {
            column.push_code(input.small().filter(|&code| (code as usize) < column.code_count())?);
        }
    }
    for _ in 0..rows {
        let entry = input.small().filter(|&entry| (entry as usize) < columns.devices.len())?;
        columns.device_of.push(entry);
    }
    ids(input, columns, rows)?;
    times(input, columns, rows)?;
    percentages(input, &mut columns.progress, rows)?;
    for row in first..first + rows as u32 {
        history.columns.alive.push(true);
        history.columns.alive_count += 1;
        history.seen.push(true);
        if !history.identity.insert_new(&history.columns, row) {
            return None;
        }
    }
    Some(())
}

fn ranking(input: &mut Input) -> Option<Ranking> {
    let shift = input.signed()?;
    let total = input.number()?.checked_sub(1).map(u32::try_from).transpose().ok()?;
    let newest_first = i32::try_from(input.signed()?).ok()?;
    Some(Ranking::from_state(shift, total, newest_first))
}

fn keys(input: &mut Input, columns: &mut Columns, rows: usize) -> Option<()> {
    let mut key = 0i64;
    for _ in 0..rows {
        key = key.checked_add(input.signed()?)?;
        columns.keys.push(i32::try_from(key).ok()?);
    }
    Some(())
}

fn texts(input: &mut Input, column: &mut Coded) -> Option<()> {
    for code in 1..=input.count()? {
        if column.learn(input.text()?)? as usize != code {
            return None;
        }
    }
    Some(())
}

fn devices(input: &mut Input, columns: &mut Columns) -> Option<()> {
    for expected in 0..input.count()? {
        let id = input.text()?;
        let present = input.byte()?;
        let name = if present & 1 == 0 { None } else { Some(input.text()?) };
        let serial = if present & 2 == 0 { None } else { Some(input.text()?) };
        if columns.devices.intern(&Device { id, name, serial })? as usize != expected {
            return None;
        }
    }
    Some(())
}

fn ids(input: &mut Input, columns: &mut Columns, rows: usize) -> Option<()> {
    let mut id = String::new();
    for _ in 0..rows {
        let shared = usize::try_from(input.number()?).ok()?;
        if !id.is_char_boundary(shared) {
            return None;
        }
        id.truncate(shared);
        id.push_str(input.text()?);
        columns.ids.push(&id)?;
    }
    Some(())
}

fn times(input: &mut Input, columns: &mut Columns, rows: usize) -> Option<()> {
    let push = match input.number()? {
        1000 => Times::push_seconds,
        1 => Times::push,
        _ => return None,
    };
    let mut first = 0i64;
    for _ in 0..rows {
        let present = input.byte()?;
        let mut before = first;
        let mut begun = false;
        for (bit, at) in CHAIN.into_iter().enumerate() {
            let mut time = None;
            if present >> bit & 1 == 1 {
                before = before.checked_add(input.signed()?)?;
                time = Some(before);
                if !begun {
                    first = before;
                    begun = true;
                }
            }
            push(columns.times.get_mut(at)?, time);
        }
    }
    Some(())
}

fn percentages(input: &mut Input, progress: &mut Progress, rows: usize) -> Option<()> {
    match input.byte()? {
        1 => input
            .take(rows)?
            .iter()
            .for_each(|&value| progress.push((value < u8::MAX).then(|| f32::from(value)))),
        4 => {
            let (values, _) = input.take(rows.checked_mul(4)?)?.as_chunks::<4>();
            values.iter().for_each(|value| progress.push(Some(f32::from_le_bytes(*value))));
        }
        _ => return None,
    }
    Some(())
}
