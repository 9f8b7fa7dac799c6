//! Pure: what the answer to a POST proves. A success status alone proves nothing.

use serde_json::{Map, Value};
use wire::{Created, Operation, ScheduleRequest, TargetDevice, decode_created};

use crate::schedule::field::{FieldId, Finding};
use crate::schedule::submit::lookup::same_text;
use crate::schedule::submit::lookup::{Age, Baseline};

/// Maximum difference between the requested and the returned time, in ms. A larger one means another operation, unless it is a zone offset.
const SAME_TIME: i64 = 300_000;
/// Zone offsets are multiples of 15 minutes and shorter than a day, in ms.
const QUARTER: i64 = 900_000;
const DAY: i64 = 86_400_000;

/// What an answer with a success status proves.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Created: the answer names the operation and contradicts nothing in the request.
    Created {
        /// Id of the operation.
        id: String,
        /// The answer has a creation time after the attempt began, or repeats type, devices and time of the request.
        is_certain: bool,
        /// Devices without the operation.
        missing: Vec<String>,
        /// The API's errors about them.
        findings: Vec<Finding>,
    },
    /// The answer names no operation and reports an error.
    Rejected,
    /// Neither. The reason, as a sentence.
    Unproven(String),
}

/// Evaluates an answer with a status below 300.
pub fn judge(status: u16, body: &[u8], request: &ScheduleRequest, baseline: &Baseline) -> Verdict {
    let code = status.to_string();
    if body.iter().all(u8::is_ascii_whitespace) {
        return Verdict::Unproven(messages::submit::answered_without_content(&code));
    }
    let created = match decode_created(body) {
        Ok(created) => created,
        Err(error) => {
            return Verdict::Unproven(messages::submit::answered_unexpectedly(&code, &error.to_string()));
        }
    };
    let said = created.raw.as_object().and_then(message);
    let Some(id) = created.id.clone().filter(|id| !id.trim().is_empty()) else {
        return match is_refusal(&created) {
            true => Verdict::Rejected,
            false => Verdict::Unproven(with_words(messages::submit::answered_without_operation(&code), said)),
        };
    };
    let unproven = |why: fn(&str, &str) -> String| Verdict::Unproven(with_words(why(&code, &id), said));
    if !matches!(status, 200 | 201 | 207) {
        return unproven(messages::submit::answered_not_yet_existing);
    }
    let row = Operation { id: id.trim().to_owned(), created_at: created.created_at, ..Operation::default() };
    let age = baseline.age(&row);
    if age == Age::Before {
        return unproven(messages::submit::answered_older);
    }
    if says_no(&created) {
        return unproven(messages::submit::answered_also_failed);
    }
    if created.operation_type.as_ref().is_some_and(|kind| !same_text(kind, &request.operation_type)) {
        return unproven(messages::submit::answered_another_type);
    }
    if created.scheduled_at.is_some_and(|at| is_another_time(at.0 - request.scheduled_at.0)) {
        return unproven(messages::submit::answered_another_time);
    }
    match devices(&created, request) {
        Some((missing, findings)) => {
            Verdict::Created { id, is_certain: age == Age::After || repeats(&created), missing, findings }
        }
        None => unproven(messages::submit::answered_other_devices),
    }
}

/// Whether the answer contains type, time and devices of the operation.
fn repeats(created: &Created) -> bool {
    created.operation_type.is_some() && created.scheduled_at.is_some() && !created.target_devices.is_empty()
}

/// The devices without the operation, and the API's errors about them. `None` if the answer names only other devices.
fn devices(created: &Created, request: &ScheduleRequest) -> Option<(Vec<String>, Vec<Finding>)> {
    let failed = failures(&created.extra);
    let made = created.extra.get("created").and_then(Value::as_array);
    let listed: Vec<&str> = made.into_iter().flatten().filter_map(Value::as_str).collect();
    let has = |device: &str| {
        created.target_devices.iter().any(|target| is_target(target, device))
            || listed.iter().any(|known| same_text(known, device))
    };
    let named = !created.target_devices.is_empty() || !listed.is_empty();
    let missing: Vec<String> = request
        .device_ids
        .iter()
        .filter(|id| failed.iter().any(|(device, _)| same_text(device, id)) || named && !has(id))
        .cloned()
        .collect();
    if named && !request.device_ids.iter().any(|id| has(id)) {
        return None;
    }
    let mut findings: Vec<Finding> = missing
        .iter()
        .map(|id| {
            let why = failed.iter().find(|(device, _)| same_text(device, id)).map(|(_, why)| why.as_str());
            let why = why.filter(|why| !why.is_empty()).unwrap_or(messages::submit::device_left_out());
            Finding::error(FieldId::Devices, format!("{id}: {why}"))
        })
        .collect();
    let asked = request.device_ids.len() as u64;
    if let Some(count) = created.device_count.filter(|count| *count < asked && missing.is_empty()) {
        let said = messages::submit::devices_counted(count, asked);
        findings.push(Finding::error(FieldId::Devices, said));
    }
    Some((missing, findings))
}

fn is_target(target: &TargetDevice, device: &str) -> bool {
    let names = [Some(&target.device_id), target.device_serial.as_ref(), target.device_name.as_ref()];
    names.into_iter().flatten().any(|name| same_text(name, device))
}

/// Devices that an answer reports as failed, with their errors.
fn failures(extra: &Map<String, Value>) -> Vec<(String, String)> {
    let lists = ["errors", "failed", "failures", "rejected"].iter().filter_map(|name| extra.get(*name));
    lists.flat_map(failures_of).collect()
}

fn failures_of(list: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    };
    match list {
        Value::Object(map) => map.iter().map(|(device, why)| (device.clone(), text(why))).collect(),
        Value::Array(list) => {
            let one = |entry: &Value| match entry {
                Value::Object(map) => {
                    let device =
                        ["device_id", "device", "id"].iter().find_map(|name| map.get(*name)?.as_str())?;
                    Some((device.to_owned(), message(map).unwrap_or_default().to_owned()))
                }
                Value::String(device) => Some((device.clone(), String::new())),
                _ => None,
            };
            list.iter().filter_map(one).collect()
        }
        _ => Vec::new(),
    }
}

fn message(map: &Map<String, Value>) -> Option<&str> {
    ["detail", "message", "error", "reason"].iter().find_map(|name| map.get(*name)?.as_str())
}

/// A problem with an answer, followed by the answer's own message.
fn with_words(problem: String, said: Option<&str>) -> String {
    match said {
        Some(said) => messages::submit::answer_says(&problem, &said.chars().take(300).collect::<String>()),
        None => problem,
    }
}

/// Whether an answer without an id is an error despite its status.
fn is_refusal(created: &Created) -> bool {
    says_no(created)
        || ["error", "errors"].iter().any(|name| created.extra.get(*name).is_some_and(is_something))
}

fn says_no(created: &Created) -> bool {
    let flag = |name: &str| created.extra.get(name) == Some(&Value::Bool(false));
    let status = created.status.as_deref().unwrap_or_default().to_lowercase();
    flag("success")
        || flag("ok")
        || matches!(status.as_str(), "rejected" | "refused" | "denied" | "error" | "invalid")
}

fn is_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}

fn is_another_time(apart: i64) -> bool {
    let apart = apart.abs();
    // Some servers return local time without a zone.
    let off = (apart + QUARTER / 2) % QUARTER - QUARTER / 2;
    let zone = apart < DAY && off.abs() <= SAME_TIME;
    apart > SAME_TIME && !zone
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
