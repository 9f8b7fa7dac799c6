//! Pure: maps the errors of a rejection to the fields of the form.

use wire::{ApiError, FieldError, Step};

use crate::schedule::field::{FieldId, Finding};
use crate::schedule::reported_conflict::{ReportedConflict, named_devices};
use crate::schedule::submit::lookup::same_text;
use crate::time::{duration, iso};

/// The errors of a rejection by field. Never empty: an error without a field belongs to the form, except 404 and 409, which can only be about the
/// devices. All conflicts are one finding.
///
/// `device_ids` are those of the request, to name the device of an error by index.
pub fn findings(error: &ApiError, device_ids: &[String]) -> Vec<Finding> {
    let is_conflict = |complaint: &&FieldError| {
        conflict_of(&complaint.path).is_some()
            || error.status == 409 && field_of(&complaint.steps) == FieldId::Devices
    };
    let (in_the_way, rest): (Vec<_>, Vec<_>) = error.fields.iter().partition(is_conflict);
    let rest: Vec<Finding> = rest
        .into_iter()
        .map(|complaint| {
            let message = match index_of(&complaint.steps).and_then(|at| device_ids.get(at)) {
                Some(id) if !complaint.message.contains(id) => format!("{id}: {}", complaint.message),
                _ => complaint.message.clone(),
            };
            Finding::error(field_of(&complaint.steps), message)
        })
        .collect();
    let mut conflicts = reported(&in_the_way, device_ids);
    if conflicts.is_empty() && rest.is_empty() && error.status == 409 {
        let named = named_devices(&error.message, device_ids);
        conflicts.extend(named.into_iter().map(|id| ReportedConflict::on(id)));
    }
    let field = match error.status {
        404 | 409 => FieldId::Devices,
        _ if conflicts.is_empty() => FieldId::Form,
        _ => FieldId::Devices,
    };
    let whole = (rest.is_empty() || !conflicts.is_empty())
        .then(|| Finding { conflicts, ..Finding::error(field, error.message.clone()) });
    whole.into_iter().chain(rest).collect()
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
        "notification_settings" => match rest {
            [] => FieldId::Webhook,
            rest => match field_of(rest) {
                FieldId::Other(_) => FieldId::Other(dotted(path)),
                own => own,
            },
        },
        "email_on_completion" => FieldId::EmailOnCompletion,
        "email_on_failure" => FieldId::EmailOnFailure,
        "webhook_url" => FieldId::Webhook,
        "data" => FieldId::Data,
        _ => FieldId::Other(dotted(path)),
    }
}

fn dotted(path: &[Step]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// The conflicts of an answer, one for each entry of its list.
fn reported(complaints: &[&FieldError], device_ids: &[String]) -> Vec<ReportedConflict> {
    let mut listed: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for complaint in complaints {
        let path = complaint.path.as_str();
        let entry = conflict_of(path).unwrap_or(path);
        let fact = (path[entry.len()..].trim_start_matches('.'), complaint.message.as_str());
        match listed.iter_mut().find(|(known, _)| *known == entry) {
            Some((_, facts)) => facts.push(fact),
            None => listed.push((entry, vec![fact])),
        }
    }
    let of = |(entry, facts): (&str, Vec<(&str, &str)>)| {
        let at = complaints.iter().find(|complaint| complaint.path == entry);
        let by_index = at.and_then(|complaint| device_ids.get(index_of(&complaint.steps)?));
        conflict(&facts, by_index, device_ids)
    };
    listed.into_iter().map(of).collect()
}

/// A conflict from the facts of its entry. A device that it lacks is known if the request has only one.
fn conflict(facts: &[(&str, &str)], by_index: Option<&String>, device_ids: &[String]) -> ReportedConflict {
    let fact = |names: &[&str]| {
        names.iter().find_map(|name| facts.iter().find(|(key, _)| key == name)).map(|(_, value)| *value)
    };
    let given = fact(&["device_id", "device"]);
    let own = given.and_then(|given| device_ids.iter().find(|id| same_text(id, given)));
    let only = match device_ids {
        [one] if given.is_none() => Some(one),
        _ => None,
    };
    let device_id = own.or(by_index).or(only).cloned().or_else(|| given.map(str::to_owned));
    let at = fact(&["scheduled_at", "scheduled_time"]);
    let starts = at.and_then(iso::read);
    let length = fact(&["estimated_duration"]).and_then(duration::parse);
    let until = starts
        .zip(length)
        .and_then(|(starts, length)| starts.checked_add(i64::try_from(length.checked_mul(1000)?).ok()?));
    let owned = |text: &str| text.to_owned();
    let mut details: Vec<String> =
        [fact(&["device_name"]), fact(&["status"]), fact(&["message", "detail", "reason"])]
            .into_iter()
            .flatten()
            .map(owned)
            .collect();
    details.extend(at.filter(|_| starts.is_none()).map(owned));
    let conflict = ReportedConflict {
        device_id,
        operation_id: fact(&["id", "operation_id"]).map(owned),
        operation_type: fact(&["operation_type"]).map(owned),
        starts,
        until,
        details,
    };
    // A whole row has more details than needed to identify the conflict; an entry without known ones is shown as it is.
    let is_known = given.is_some() || conflict.operation_id.is_some() || at.is_some();
    if is_known {
        return conflict;
    }
    let details = facts.iter().map(|(_, value)| owned(value)).collect();
    ReportedConflict { details, ..conflict }
}

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
