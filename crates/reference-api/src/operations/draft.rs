//! Validates the fields of a POST, with the messages of Django REST Framework. Handles both revisions, but neither the database nor
//! the rules of single operation types.

use std::collections::HashSet;

use serde_json::{Map, Value};
use url::Url;

use super::DEVICE_LIMIT;
use crate::{
    clock::{MINUTE, Millis},
    config::Revision,
    errors::FieldErrors,
    kinds,
    store::outbox::Notice,
};

/// A validated request.
#[derive(Debug, PartialEq)]
pub struct Draft {
    /// Stored name of the type
    pub kind: String,
    /// Device ids as sent, without duplicates
    pub devices: Vec<String>,
    /// Scheduled time
    pub scheduled_at: Millis,
    /// `operation_data` or `parameters`
    pub data: Map<String, Value>,
    /// Only in the previous revision
    pub priority: String,
    /// Requested notifications
    pub notice: Option<Notice>,
}

/// How far in the past a start may be, because clocks differ and requests take time.
const LENIENCE: Millis = MINUTE;
/// The year 10000, which doesn't fit four digits.
const END_OF_TIME: Millis = 253_402_300_800_000;
const REQUIRED: &str = "This field is required.";
const NULL: &str = "This field may not be null.";
const NOT_A_STRING: &str = "Not a valid string.";

/// Reads the fields.
///
/// # Errors
/// All invalid fields with their messages.
pub fn read(body: &Map<String, Value>, revision: Revision, now: Millis) -> Result<Draft, FieldErrors> {
    let mut errors = FieldErrors::default();
    let kind = text(body, "operation_type", 64, &mut errors).unwrap_or_default();
    let devices = match revision {
        Revision::Current => device_list(body, &mut errors),
        Revision::Previous => text(body, "device_id", 64, &mut errors).map(|id| vec![id]),
    };
    let scheduled_at = instant(body, now, &mut errors);
    let data = object(body, data_field(revision), &mut errors);
    let priority = match body.get("priority") {
        Some(_) if revision == Revision::Previous => text(body, "priority", 32, &mut errors),
        _ => None,
    };
    let notice = notice(body, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Draft {
        kind: kinds::stored_name(&kind, revision).to_owned(),
        devices: devices.unwrap_or_default(),
        scheduled_at: scheduled_at.unwrap_or(now),
        data: data.unwrap_or_default(),
        priority: priority.unwrap_or_else(|| "normal".to_owned()),
        notice,
    })
}

/// The field with the parameters of the type.
pub fn data_field(revision: Revision) -> &'static str {
    match revision {
        Revision::Current => "operation_data",
        Revision::Previous => "parameters",
    }
}

/// The field with the devices.
pub fn device_field(revision: Revision) -> &'static str {
    match revision {
        Revision::Current => "device_ids",
        Revision::Previous => "device_id",
    }
}

fn text(body: &Map<String, Value>, field: &str, longest: usize, errors: &mut FieldErrors) -> Option<String> {
    let message = match body.get(field) {
        None => REQUIRED.to_owned(),
        Some(value) => match short_text(value, longest) {
            Ok(text) => return Some(text),
            Err(message) => message,
        },
    };
    errors.add(field, message);
    None
}

fn short_text(value: &Value, longest: usize) -> Result<String, String> {
    match value {
        Value::Null => Err(NULL.to_owned()),
        Value::String(text) if text.trim().is_empty() => Err("This field may not be blank.".to_owned()),
        Value::String(text) if text.chars().count() > longest => {
            Err(format!("Ensure this field has no more than {longest} characters."))
        }
        Value::String(text) => Ok(text.clone()),
        _ => Err(NOT_A_STRING.to_owned()),
    }
}

fn device_list(body: &Map<String, Value>, errors: &mut FieldErrors) -> Option<Vec<String>> {
    const FIELD: &str = "device_ids";
    let list = match body.get(FIELD) {
        None => return reject(errors, FIELD, REQUIRED),
        Some(Value::Null) => return reject(errors, FIELD, NULL),
        Some(Value::Array(list)) if list.is_empty() => {
            return reject(errors, FIELD, "This list may not be empty.");
        }
        Some(Value::Array(list)) if list.len() > DEVICE_LIMIT => {
            return reject(
                errors,
                FIELD,
                &format!("Ensure this field has no more than {DEVICE_LIMIT} elements."),
            );
        }
        Some(Value::Array(list)) => list,
        Some(_) => return reject(errors, FIELD, "Expected a list of items."),
    };
    let mut by_place = FieldErrors::default();
    let mut seen = HashSet::new();
    let mut ids = Vec::new();
    for (place, value) in list.iter().enumerate() {
        match short_text(value, 64) {
            Ok(id) if !seen.insert(id.clone()) => {
                by_place.add(&place.to_string(), format!("{id} is named twice."))
            }
            Ok(id) => ids.push(id),
            Err(message) => by_place.add(&place.to_string(), message),
        }
    }
    errors.nest(FIELD, by_place);
    Some(ids)
}

fn instant(body: &Map<String, Value>, now: Millis, errors: &mut FieldErrors) -> Option<Millis> {
    const FIELD: &str = "scheduled_at";
    let text = match body.get(FIELD) {
        None => return reject(errors, FIELD, REQUIRED),
        Some(Value::Null) => return reject(errors, FIELD, NULL),
        Some(value) => value.as_str().and_then(parse_instant).filter(|at| *at < END_OF_TIME),
    };
    let Some(at) = text else {
        return reject(
            errors,
            FIELD,
            "Datetime has wrong format. Use one of these formats instead: \
             YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].",
        );
    };
    if at < now - LENIENCE {
        return reject(errors, FIELD, "Ensure this time is not in the past.");
    }
    Some(at)
}

/// Parses ISO 8601. Without an offset it is UTC, as all times of the API.
fn parse_instant(text: &str) -> Option<Millis> {
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(at.timestamp_millis());
    }
    let with_offset = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"];
    let offset = with_offset.iter().find_map(|form| chrono::DateTime::parse_from_str(text, form).ok());
    let naive = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%dT%H:%MZ"];
    offset.map(|at| at.timestamp_millis()).or_else(|| {
        naive
            .iter()
            .find_map(|form| chrono::NaiveDateTime::parse_from_str(text, form).ok())
            .map(|at| at.and_utc().timestamp_millis())
    })
}

fn object(body: &Map<String, Value>, field: &str, errors: &mut FieldErrors) -> Option<Map<String, Value>> {
    match body.get(field) {
        None => Some(Map::new()),
        Some(Value::Object(map)) => Some(map.clone()),
        Some(Value::Null) => reject(errors, field, NULL),
        Some(_) => reject(errors, field, "Expected a dictionary of items."),
    }
}

fn notice(body: &Map<String, Value>, errors: &mut FieldErrors) -> Option<Notice> {
    const FIELD: &str = "notification_settings";
    let settings = match body.get(FIELD) {
        None | Some(Value::Null) => return None,
        Some(Value::Object(settings)) => settings,
        Some(_) => return reject(errors, FIELD, "Expected a dictionary of items."),
    };
    let mut inner = FieldErrors::default();
    let mut flag = |name: &str| match settings.get(name) {
        None => false,
        Some(Value::Bool(set)) => *set,
        Some(_) => {
            inner.add(name, "Must be a valid boolean.");
            false
        }
    };
    let (email_on_completion, email_on_failure) = (flag("email_on_completion"), flag("email_on_failure"));
    let webhook_url = match settings.get("webhook_url") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if is_web_address(text) => Some(text.clone()),
        Some(_) => reject(&mut inner, "webhook_url", "Enter a valid URL."),
    };
    errors.nest(FIELD, inner);
    Some(Notice { email_on_completion, email_on_failure, webhook_url })
}

fn is_web_address(text: &str) -> bool {
    let schemes = ["http://", "https://"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && Url::parse(text).is_ok()
}

fn reject<T>(errors: &mut FieldErrors, field: &str, message: &str) -> Option<T> {
    errors.add(field, message);
    None
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
