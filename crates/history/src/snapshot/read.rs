//! The sections of a snapshot back into columns. `None` as soon as anything doesn't fit: nothing is guessed.

use super::bytes::Input;
use super::write::CHAIN;
use crate::coded::Coded;
use crate::columns::Columns;
use crate::devices::Device;
use crate::history::History;
use crate::progress::Progress;
use crate::ranking::Ranking;
use crate::times::Times;

pub(super) fn history(sections: &[u8]) -> Option<History> {
    let mut input = Input(sections);
    let rows = input.count()?;
    let ranking = ranking(&mut input)?;
    let mut columns = Columns::default();
    columns.reserve(rows);
    keys(&mut input, &mut columns, rows)?;
    for column in [
        &mut columns.types,
        &mut columns.statuses,
        &mut columns.priorities,
        &mut columns.data,
        &mut columns.extra,
    ] {
        coded(&mut input, column, rows)?;
    }
    devices(&mut input, &mut columns, rows)?;
    ids(&mut input, &mut columns, rows)?;
    times(&mut input, &mut columns, rows)?;
    progress(&mut input, &mut columns.progress, rows)?;
    if !input.0.is_empty() {
        return None;
    }
    columns.alive_count = rows;
    let mut history = History { columns, ranking, ..History::default() };
    history.identity.reserve(&history.columns, rows);
    for row in 0..rows as u32 {
        history.columns.alive.push(true);
        history.seen.push(true);
        if !history.identity.insert_new(&history.columns, row) {
            return None;
        }
    }
    Some(history)
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

fn coded(input: &mut Input, column: &mut Coded, rows: usize) -> Option<()> {
    for code in 1..=input.count()? {
        if column.learn(input.text()?)? as usize != code {
            return None;
        }
    }
    for _ in 0..rows {
        let code = input.small().filter(|&code| (code as usize) < column.code_count())?;
        column.push_code(code);
    }
    Some(())
}

fn devices(input: &mut Input, columns: &mut Columns, rows: usize) -> Option<()> {
    for expected in 0..input.count()? {
        let id = input.text()?;
        let present = input.byte()?;
        let name = if present & 1 == 0 { None } else { Some(input.text()?) };
        let serial = if present & 2 == 0 { None } else { Some(input.text()?) };
        if columns.devices.intern(&Device { id, name, serial })? as usize != expected {
            return None;
        }
    }
    for _ in 0..rows {
        let entry = input.small().filter(|&entry| (entry as usize) < columns.devices.len())?;
        columns.device_of.push(entry);
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

fn progress(input: &mut Input, progress: &mut Progress, rows: usize) -> Option<()> {
    match input.byte()? {
        1 => *progress = Progress::Whole(input.take(rows)?.to_vec()),
        4 => {
            let (values, _) = input.take(rows.checked_mul(4)?)?.as_chunks::<4>();
            let clean = |value: &[u8; 4]| f32::from_le_bytes(*value) + 0.0;
            *progress = Progress::Exact(values.iter().map(clean).collect());
        }
        _ => return None,
    }
    Some(())
}
