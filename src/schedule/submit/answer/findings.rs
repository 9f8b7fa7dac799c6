//! Pure: maps the errors of a rejection to the fields of the form.

use wire::{ApiError, Step};

use crate::schedule::field::{FieldId, Finding};

/// The errors of a rejection by field. Never empty: an error without a field belongs to the form, except 404 and 409, which can only be about the
/// devices.
///
/// `device_ids` are those of the request, to name the device of an error by index.
pub fn findings(error: &ApiError, device_ids: &[String]) -> Vec<Finding> {
    let mut findings = conflicts(error);
    let rest = error.fields.iter().filter(|complaint| conflict_of(&complaint.path).is_none());
    findings.extend(rest.map(|complaint| {
        let field = field_of(&complaint.steps);
        let message = match index_of(&complaint.steps).and_then(|at| device_ids.get(at)) {
            Some(id) if !complaint.message.contains(id) => format!("{id}: {}", complaint.message),
            _ => complaint.message.clone(),
        };
        Finding::error(field, message)
    }));
    if findings.is_empty() {
        let field = match error.status {
            404 | 409 => FieldId::Devices,
            _ => FieldId::Form,
        };
        findings.push(Finding::error(field, error.message.clone()));
    }
    findings
}

/// The field of the form for a path in the API's error.
fn field_of(path: &[Step]) -> FieldId {
    let [Step::Name(head), rest @ ..] = path else { return FieldId::Other(dotted(path)) };
    match head.as_str() {
        "operation_type" => FieldId::Type,
        "device_ids" | "device_id" | "devices" | "target_devices" => FieldId::Devices,
        "scheduled_at" => FieldId::Time,
        "priority" => FieldId::Priority,
        "operation_data" if rest.is_empty() => FieldId::Data,
        "operation_data" => FieldId::DataAt(pointer(rest)),
        "notification_settings" | "webhook_url" => FieldId::Webhook,
        "data" => FieldId::Data,
        _ => FieldId::Other(dotted(path)),
    }
}

fn dotted(path: &[Step]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// The message of a 409 and its conflicts, one per line.
fn conflicts(error: &ApiError) -> Vec<Finding> {
    let mut listed: Vec<(&str, Vec<(usize, String)>)> = Vec::new();
    for complaint in &error.fields {
        let Some(which) = conflict_of(&complaint.path) else { continue };
        let key = complaint.path[which.len()..].trim_start_matches('.');
        let place = FACTS.iter().position(|known| *known == key).unwrap_or(FACTS.len());
        let fact = if key == "id" {
            messages::submit::conflicting_operation(&complaint.message)
        } else {
            complaint.message.clone()
        };
        match listed.iter_mut().find(|(known, _)| *known == which) {
            Some((_, facts)) => facts.push((place, fact)),
            None => listed.push((which, vec![(place, fact)])),
        }
    }
    if listed.is_empty() {
        return Vec::new();
    }
    let lines = listed.into_iter().map(|(_, mut facts)| {
        facts.sort_by_key(|(place, _)| *place);
        // A whole row has more details than needed to identify the conflict.
        if facts.iter().any(|(place, _)| *place < FACTS.len()) {
            facts.retain(|(place, _)| *place < FACTS.len());
        }
        let facts: Vec<String> = facts.into_iter().map(|(_, fact)| fact).collect();
        messages::submit::in_the_way(&facts.join(", "))
    });
    std::iter::once(error.message.clone())
        .chain(lines)
        .map(|line| Finding::error(FieldId::Devices, line))
        .collect()
}

/// Details of a conflict, in the order shown.
const FACTS: [&str; 7] =
    ["device_id", "device_name", "id", "operation_type", "status", "scheduled_at", "estimated_duration"];

/// The entry of a list of conflicts that a path belongs to: `conflicts[0]` of `conflicts[0].device_id`.
fn conflict_of(path: &str) -> Option<&str> {
    let list = path.starts_with("conflicts") || path.starts_with("conflicting_operations");
    list.then(|| path.split('.').next().unwrap_or(path))
}

fn pointer(path: &[Step]) -> String {
    path.iter()
        .fold(String::new(), |parent, step| catalogue::json::pointer::child(&parent, &step.to_string()))
}

fn index_of(path: &[Step]) -> Option<usize> {
    match path {
        [Step::Name(name), Step::Index(at), ..] if name == "device_ids" => Some(*at),
        _ => None,
    }
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;
