//! Pure: a draft copied from existing operations, without their time: "Schedule again" and "Retry".
//!
//! What a server added to `operation_data` is a result, not a setting. It is listed apart and sent only if the user adds it.

use std::collections::BTreeSet;

use catalogue::form::fields;
use catalogue::json::{self, pointer};
use catalogue::{Catalogue, Schema};
use operation::is_reason_key;
use wire::{Operation, Value};

use super::input::{Draft, LeftOut};

/// Results that the API is known to add. A catalogue that declares one makes it a setting.
const RESULTS: [&str; 5] =
    ["backup_created", "config_changes", "estimated_duration", "rolled_back", "sync_source"];

/// What tells settings from results.
pub struct Basis<'a> {
    /// The operation types; empty if they couldn't be loaded.
    pub catalogue: &'a Catalogue,
    /// The members that can hold the reason of a failure.
    pub reasons: &'a [String],
}

/// Members of `operation_data`, sorted into what is sent and what is not.
#[derive(Default)]
struct Copied {
    data: String,
    left_out: Vec<LeftOut>,
    differing: Vec<String>,
}

/// The draft for the same transaction, from its rows (one per device); `None` without rows.
pub fn again(rows: &[Operation], origin: String, basis: &Basis<'_>) -> Option<Draft> {
    let first = rows.first()?;
    let Copied { data, left_out, .. } = copied(rows, first, basis, true);
    Some(Draft {
        operation_type: first.operation_type.clone(),
        device_ids: devices(rows),
        data,
        left_out,
        priority: first.priority.clone().unwrap_or_default(),
        origin,
        ..Draft::default()
    })
}

/// One draft for failed operations of one type, and the names of the settings that differ between them: the draft leaves those out. `None`
/// without rows.
pub fn retry(rows: &[Operation], basis: &Basis<'_>) -> Option<(Draft, Vec<String>)> {
    let first = rows.first()?;
    let Copied { data, left_out, mut differing } = copied(rows, first, basis, false);
    let mut priority = first.priority.clone().unwrap_or_default();
    if rows.iter().any(|row| row.priority != first.priority) {
        priority.clear();
        differing.push("priority".to_owned());
    }
    let operation_type = first.operation_type.clone();
    let draft =
        Draft { operation_type, device_ids: devices(rows), data, left_out, priority, ..Draft::default() };
    Some((draft, differing))
}

/// Each device once, in order.
fn devices(rows: &[Operation]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let ids = rows.iter().map(|row| row.device_id.as_str()).filter(|id| !id.is_empty());
    ids.filter(|id| seen.insert(*id)).map(str::to_owned).collect()
}

/// `one_request`: the rows come from one request, so what differs between them was added later.
fn copied(rows: &[Operation], first: &Operation, basis: &Basis<'_>, one_request: bool) -> Copied {
    let text = if first.data.is_empty() { "{}" } else { first.data.as_str() };
    let text = json::format_text(text).unwrap_or_else(|| text.to_owned());
    let mut copied = Copied { data: text.clone(), ..Copied::default() };
    let Ok(document) = json::parse(&text) else { return copied };
    let Some(members) = document.root.members() else { return copied };
    let other_texts: BTreeSet<&str> =
        rows.iter().map(|row| row.data.as_str()).filter(|data| *data != first.data).collect();
    // Data that can't be parsed has nothing in common with the rest.
    let others: Vec<Value> = other_texts
        .into_iter()
        .map(|data| json::parse(data).map(|document| document.value).unwrap_or_default())
        .collect();
    let anything = Schema::anything();
    let schema = basis.catalogue.get(&first.operation_type).map_or(&anything, |kind| &kind.schema);
    let declared: BTreeSet<String> = fields(schema, &document.value)
        .into_iter()
        .filter(|field| field.known)
        .map(|field| field.name)
        .collect();
    let is_setting = |name: &str| {
        let is_result = RESULTS.contains(&name) || is_reason_key(name, basis.reasons);
        declared.contains(name) || (declared.is_empty() && !is_result)
    };
    let mut seen = BTreeSet::new();
    for name in members.iter().map(|member| member.name.as_str()).filter(|name| seen.insert(*name)) {
        let Some(node) = document.root.get(name) else { continue };
        let value = node.to_value();
        let same = others.iter().all(|other| other.get(name) == Some(&value));
        let sent = match one_request {
            true => declared.contains(name) || (is_setting(name) && same),
            false => is_setting(name) && same,
        };
        if sent {
            continue;
        }
        if is_setting(name) && !one_request {
            copied.differing.push(name.to_owned());
        } else {
            let value = if same || one_request { node.source(&text) } else { "" };
            copied.left_out.push(LeftOut { name: name.to_owned(), value: value.to_owned() });
        }
        copied.data = without(&copied.data, name);
    }
    if !one_request {
        let names = others.iter().filter_map(Value::as_object).flat_map(|members| members.keys());
        for name in names.filter(|name| is_setting(name) && !seen.contains(name.as_str())) {
            if !copied.differing.contains(name) {
                copied.differing.push(name.clone());
            }
        }
    }
    copied
}

/// The text of an object without a member.
fn without(text: &str, name: &str) -> String {
    let shorter =
        json::parse(text).ok().and_then(|own| json::splice(text, &own, &pointer::child("", name), None));
    shorter.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
#[path = "prefill_tests.rs"]
mod tests;
