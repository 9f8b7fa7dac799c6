//! A row as texts borrowed from the answer, without a value tree. This is what the history stores.
//!
//! The fast path reads rows as servers usually send them. Unusual rows (duplicate fields, values of a wrong type, deep nesting) are left to
//! [`Operation::from_json`], so that both paths give the same result.

use std::borrow::Cow;

use crate::compact::{Cursor, Simple, Written};
use crate::item::UNKNOWN;
use crate::{Operation, Timestamp};

/// The fields of [`Operation`] as texts, without revision and problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowTexts<'a> {
    /// The transaction's id; never blank.
    pub id: Cow<'a, str>,
    /// As in [`Operation`].
    pub operation_type: Cow<'a, str>,
    /// Empty if the row names no device, or several.
    pub device_id: Cow<'a, str>,
    /// The device's name.
    pub device_name: Option<Cow<'a, str>>,
    /// The device's serial number.
    pub device_serial: Option<Cow<'a, str>>,
    /// As in [`Operation`].
    pub status: Cow<'a, str>,
    /// When it is to start.
    pub scheduled_at: Option<Timestamp>,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it ended, whether it succeeded or failed.
    pub completed_at: Option<Timestamp>,
    /// When it was scheduled.
    pub created_at: Option<Timestamp>,
    /// When the API last changed the row.
    pub updated_at: Option<Timestamp>,
    /// Percent, within 0 to 100.
    pub progress: Option<f32>,
    /// The previous revision's `priority`.
    pub priority: Option<Cow<'a, str>>,
    /// `operation_data`, or the previous revision's `parameters`, as compact JSON; empty where there is none.
    pub data: Cow<'a, str>,
    /// [`Operation::extra`] as compact JSON; empty where there is none.
    pub extra: Cow<'a, str>,
}

impl RowTexts<'_> {
    /// The device's part of the row's key.
    pub fn device_key(&self) -> &str {
        operation::device_key(&self.device_id, self.device_serial.as_deref(), self.device_name.as_deref())
    }
}

impl From<&Operation> for RowTexts<'_> {
    fn from(row: &Operation) -> Self {
        let owned = |text: &String| Cow::Owned(text.clone());
        Self {
            id: owned(&row.id),
            operation_type: owned(&row.operation_type),
            device_id: owned(&row.device_id),
            device_name: row.device_name.as_ref().map(owned),
            device_serial: row.device_serial.as_ref().map(owned),
            status: owned(&row.status),
            scheduled_at: row.scheduled_at,
            started_at: row.started_at,
            completed_at: row.completed_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            progress: row.progress,
            priority: row.priority.as_ref().map(owned),
            data: owned(&row.data),
            extra: owned(&row.extra_text),
        }
    }
}

/// Fast path for well-formed JSON. `None` for anything unusual.
pub(crate) fn fast_path(raw: &str) -> Option<RowTexts<'_>> {
    let mut row = RowTexts::default();
    let (mut parameters, mut extra) = (Cow::Borrowed(""), String::new());
    let mut names: Vec<&str> = Vec::with_capacity(16);
    let mut cursor = Cursor::new(raw);
    let mut more = cursor.open(b'{')?;
    while more {
        let name = cursor.name()?;
        if names.contains(&name) {
            return None;
        }
        names.push(name);
        match name {
            "id" => row.id = text(cursor.simple()?)??,
            "device_id" => row.device_id = text(cursor.simple()?)?.unwrap_or_default(),
            "operation_type" => row.operation_type = label(cursor.simple()?)?,
            "status" => row.status = label(cursor.simple()?)?,
            "device_name" => row.device_name = text(cursor.simple()?)?,
            "device_serial" => row.device_serial = text(cursor.simple()?)?,
            "priority" => row.priority = text(cursor.simple()?)?,
            "scheduled_at" => row.scheduled_at = time(cursor.simple()?)?,
            "started_at" => row.started_at = time(cursor.simple()?)?,
            "completed_at" => row.completed_at = time(cursor.simple()?)?,
            "created_at" => row.created_at = time(cursor.simple()?)?,
            "updated_at" => row.updated_at = time(cursor.simple()?)?,
            "progress_percentage" => row.progress = progress(cursor.simple()?)?,
            "operation_data" => row.data = data(cursor.compact()?)?,
            "parameters" => parameters = data(cursor.compact()?)?,
            _ => {
                extra.push(if extra.is_empty() { '{' } else { ',' });
                extra.extend(["\"", name, "\":"]);
                match cursor.compact()? {
                    Written::Unchanged(text) => extra.push_str(text),
                    Written::Rewritten(text) => extra.push_str(&text),
                }
            }
        }
        more = cursor.more(b'}')?;
    }
    let times = [row.scheduled_at, row.started_at, row.completed_at, row.created_at, row.updated_at];
    let unset = times.into_iter().flatten().any(|at| at.is_unset(row.created_at));
    let device_elsewhere = row.device_id.is_empty() && !extra.is_empty();
    let both = !row.data.is_empty() && names.contains(&"parameters");
    if row.id.is_empty() || device_elsewhere || both || unset {
        return None;
    }
    for label in [&mut row.operation_type, &mut row.status] {
        if label.is_empty() {
            *label = Cow::Borrowed(UNKNOWN);
        }
    }
    if row.data.is_empty() {
        row.data = parameters;
    }
    if !extra.is_empty() {
        extra.push('}');
        row.extra = Cow::Owned(extra);
    }
    Some(row)
}

/// The inner `Option` is `None` for null and blank, the outer one if the slow path is needed.
fn text(value: Simple<'_>) -> Option<Option<Cow<'_, str>>> {
    let text = match value {
        Simple::Null => return Some(None),
        Simple::Flag(text) | Simple::Whole(text) => Cow::Borrowed(text),
        Simple::Text(text) => text,
        Simple::Number(_) => return None,
    };
    Some(if text.trim().is_empty() { None } else { Some(text) })
}

/// Trimmed; empty for null and blank.
fn label(value: Simple<'_>) -> Option<Cow<'_, str>> {
    Some(match text(value)? {
        None => Cow::Borrowed(""),
        Some(Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
        Some(Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
    })
}

fn time(value: Simple<'_>) -> Option<Option<Timestamp>> {
    match value {
        Simple::Null => Some(None),
        Simple::Text(text) if text.trim().is_empty() => Some(None),
        Simple::Text(text) => Timestamp::parse(&text).map(Some),
        _ => None,
    }
}

fn progress(value: Simple<'_>) -> Option<Option<f32>> {
    let percent: f64 = match value {
        Simple::Null => return Some(None),
        Simple::Text(text) if text.trim().is_empty() => return Some(None),
        // The same parser as in the slow path, because its rounding differs from others.
        Simple::Whole(text) | Simple::Number(text) => serde_json::from_str(text).ok()?,
        _ => return None,
    };
    (0.0..=100.0).contains(&percent).then_some(Some(percent as f32))
}

/// Empty for null. An object inside a string is left to the slow path.
fn data(value: Written<'_>) -> Option<Cow<'_, str>> {
    let text = match value {
        Written::Unchanged(text) => Cow::Borrowed(text),
        Written::Rewritten(text) => Cow::Owned(text),
    };
    match text.as_bytes() {
        b"null" => Some(Cow::Borrowed("")),
        [b'"', ..] if text.contains('{') => None,
        _ => Some(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_rows_take_the_fast_path() {
        let usual = r#"{"id": "12345", "operation_type": "firmware_update", "device_id": "DEV-001", "device_name": "Caf\u00e9",
            "device_serial": null, "status": "in_progress", "scheduled_at": "2024-01-15T10:00:00Z", "progress_percentage": 65.5,
            "operation_data": {"v": [1.5, true, "a\u00e9"], "b": {}}, "created_at": null, "tenant": {"id": 7}, "tags": []}"#;
        let row = fast_path(usual).unwrap();
        assert_eq!(
            (&*row.data, &*row.extra),
            (r#"{"v":[1.5,true,"aé"],"b":{}}"#, r#"{"tenant":{"id":7},"tags":[]}"#)
        );
        assert!(matches!(row.id, Cow::Borrowed("12345")));
        assert_eq!((row.device_name.as_deref(), row.progress), (Some("Café"), Some(65.5)));
        let previous =
            r#"{"id":"op_1","device_id":"dev_1","status":"pending","parameters":{"a":1},"priority":2}"#;
        let row = fast_path(previous).unwrap();
        assert!(matches!(row.data, Cow::Borrowed(r#"{"a":1}"#)));
        assert_eq!((row.priority.as_deref(), &*row.operation_type), (Some("2"), "unknown"));
    }

    #[test]
    fn unusual_rows_are_left_to_the_slow_path() {
        for odd in [
            r#"{"id": 1, "id": 2}"#,
            r#"{"id": null}"#,
            r#"{"id": 1.5}"#,
            r#"{"id": 1, "status": []}"#,
            r#"{"id": 1, "created_at": "tonight"}"#,
            r#"{"id": 1, "progress_percentage": 101}"#,
            r#"{"id": 1, "operation_data": {"a": 1, "a": 2}}"#,
            r#"{"id": 1, "operation_data": "{}"}"#,
            r#"{"id": 1, "operation_data": 1, "parameters": null}"#,
            r#"{"id": 1, "device_ids": ["a"]}"#,
            r#"{"id": 1, "x": "\ud800"}"#,
            "[1]",
        ] {
            assert_eq!(fast_path(odd), None, "{odd}");
        }
    }
}
