//! Pure: which rows of the list can be the operation of a request.
//!
//! Servers normalize what they store: letter case, times rounded to the minute, masked values. Such rows are similar; they are never ruled out.

use std::collections::BTreeSet;

use wire::{Operation, ScheduleRequest, Value};

use super::baseline::{Age, Baseline};

/// Tolerance for `scheduled_at`, which servers round to seconds or minutes, in ms.
const SAME_TIME: i64 = 60_000;
/// A row without a creation time is similar only if its type or its time matches, the latter within this many ms.
const NEAR_TIME: i64 = 300_000;

/// What to search for.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The request.
    pub request: &'a ScheduleRequest,
    /// What was known before it was sent.
    pub baseline: &'a Baseline,
}

/// Result of the rows read so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// The request was carried out: the transactions, several if it was carried out more than once.
    Found(Vec<String>),
    /// These may be the result; the user must decide.
    Similar(Vec<String>),
    /// No row can be the result.
    None,
}

/// Collects matching rows.
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    /// Exactly matching transactions, and the indices of the request's devices that they cover.
    exact: Vec<(String, BTreeSet<usize>)>,
    similar: Vec<String>,
}

impl Matcher {
    /// Reads a row. Reading it again has no effect.
    pub fn read(&mut self, row: &Operation, wanted: Wanted<'_>) {
        match likeness(row, wanted) {
            Likeness::None => {}
            Likeness::Similar => push_once(&mut self.similar, &row.id),
            Likeness::Exact => {
                let devices = (0..wanted.request.device_ids.len())
                    .filter(|at| names(row, &wanted.request.device_ids[*at]));
                match self.exact.iter_mut().find(|(id, _)| *id == row.id) {
                    Some((_, covered)) => covered.extend(devices),
                    None => self.exact.push((row.id.clone(), devices.collect())),
                }
            }
        }
    }

    /// All transactions that match exactly or are similar.
    pub fn all(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.exact.iter().map(|(id, _)| id.clone()).collect();
        self.similar.iter().for_each(|id| push_once(&mut ids, id));
        ids
    }

    /// The result of the rows read so far.
    pub fn result(&self, request: &ScheduleRequest) -> Match {
        let (whole, part): (Vec<_>, Vec<_>) =
            self.exact.iter().partition(|(_, covered)| covered.len() == request.device_ids.len());
        if !whole.is_empty() {
            return Match::Found(whole.into_iter().map(|(id, _)| id.clone()).collect());
        }
        let mut similar: Vec<String> = part.into_iter().map(|(id, _)| id.clone()).collect();
        self.similar.iter().for_each(|id| push_once(&mut similar, id));
        if similar.is_empty() { Match::None } else { Match::Similar(similar) }
    }
}

enum Likeness {
    None,
    Similar,
    Exact,
}

fn likeness(row: &Operation, wanted: Wanted<'_>) -> Likeness {
    let request = wanted.request;
    let age = wanted.baseline.age(row);
    if age == Age::Before || !concerns(row, request) {
        return Likeness::None;
    }
    let same_type = same_text(&row.operation_type, &request.operation_type);
    let apart = row.scheduled_at.map(|at| (at.0 - request.scheduled_at.0).abs());
    let near = apart.is_some_and(|apart| apart <= NEAR_TIME);
    let dated = super::baseline::created(row).is_some();
    if !dated && !same_type && !near || row.device_id.is_empty() && !(same_type && near) {
        return Likeness::None;
    }
    let exact = age == Age::After
        && same_type
        && apart.is_some_and(|apart| apart <= SAME_TIME)
        && !row.device_id.is_empty()
        && agrees(row.operation_data.as_ref(), &request.operation_data);
    if exact { Likeness::Exact } else { Likeness::Similar }
}

/// Whether a row is for one of the request's devices, or has no device.
pub fn concerns(row: &Operation, request: &ScheduleRequest) -> bool {
    row.device_id.is_empty() || request.device_ids.iter().any(|id| names(row, id))
}

/// Whether a row is for that device, by id, serial number or name.
fn names(row: &Operation, device: &str) -> bool {
    let known = [Some(row.device_id.as_str()), row.device_serial.as_deref(), row.device_name.as_deref()];
    known.into_iter().flatten().any(|known| same_text(known, device))
}

/// Compares texts, ignoring letter case and surrounding white space.
pub fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// Whether the listed data doesn't contradict the data sent. It may lack settings and add results, but all common keys must have equal values, and
/// there must be at least one unless one side is empty.
fn agrees(listed: Option<&Value>, sent: &serde_json::Map<String, Value>) -> bool {
    let Some(Value::Object(listed)) = listed else { return listed.is_none_or(Value::is_null) };
    let common: Vec<bool> =
        sent.iter().filter_map(|(name, value)| Some(same_value(listed.get(name)?, value))).collect();
    common.iter().all(|same| *same) && (!common.is_empty() || sent.is_empty() || listed.is_empty())
}

fn same_value(listed: &Value, sent: &Value) -> bool {
    match (listed, sent) {
        (Value::Object(listed), Value::Object(_)) => {
            sent.as_object().is_some_and(|sent| agrees(Some(&Value::Object(listed.clone())), sent))
        }
        (Value::Number(listed), Value::Number(sent)) => listed.as_f64() == sent.as_f64(),
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            serde_json::from_str(text).is_ok_and(|read: Value| read.as_f64() == number.as_f64())
        }
        (Value::String(text), Value::Bool(flag)) | (Value::Bool(flag), Value::String(text)) => {
            text.eq_ignore_ascii_case(if *flag { "true" } else { "false" })
        }
        (listed, sent) => listed == sent,
    }
}

fn push_once(ids: &mut Vec<String>, id: &str) {
    if !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
