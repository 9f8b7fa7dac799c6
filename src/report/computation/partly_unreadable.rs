//! Pure: rows of which a part could not be read.

use operation::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

/// The fields that can be unreadable. `operation_data` and `parameters` may have any value.
const READ_FIELDS: [&str; 12] = [
    "device_id",
    "operation_type",
    "status",
    "device_name",
    "device_serial",
    "priority",
    "progress_percentage",
    "scheduled_at",
    "started_at",
    "completed_at",
    "created_at",
    "updated_at",
];

/// Whether the unknown fields of a row, as JSON, contain a known one: the decoder leaves a value there that it couldn't read.
pub fn is_partly_unreadable(extra: &str) -> bool {
    // Most rows have no such name; searching before parsing keeps many rows cheap.
    if extra.is_empty() || !READ_FIELDS.iter().any(|name| extra.contains(name)) {
        return false;
    }
    let Ok(fields) = serde_json::from_str::<BTreeMap<String, Value>>(extra) else { return true };
    // A time that stands for "not set" was read, and is kept as it was sent.
    let is_time = |value: &Value| value.as_str().is_some_and(|text| Timestamp::parse(text).is_some());
    READ_FIELDS.iter().any(|name| fields.get(*name).is_some_and(|value| !is_time(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_partly(fields: &str) -> bool {
        let mut history = history::History::new();
        let page = format!(r#"{{"results": [{{"id": 1, {fields}}}]}}"#);
        let taken = intake::take_page(&mut history, page.as_bytes(), None).unwrap();
        is_partly_unreadable(history.row(taken.rows[0]).extra())
    }

    #[test]
    fn values_of_known_fields_that_could_not_be_read_are_found() {
        for fields in [
            r#""scheduled_at": "tonight""#,
            r#""updated_at": 5"#,
            r#""status": {"code": 3}"#,
            r#""tenant": 7, "device_name": ["a"]"#,
            r#""progress_percentage": 101"#,
            r#""progress_percentage": 1e999"#,
            r#""priority": "\ud800""#,
        ] {
            assert!(is_partly(fields), "{fields}");
        }
    }

    #[test]
    fn unknown_fields_and_times_that_are_not_set_are_no_fault() {
        for fields in [
            r#""status": "completed""#,
            r#""started_at": "0001-01-01T00:00:00Z""#,
            r#""completed_at": "1970-01-01T00:00:00Z", "created_at": null"#,
            r#""tenant": {"status": []}, "note": "status scheduled_at""#,
            r#""operation_data": 7, "parameters": {"status": 1}"#,
        ] {
            assert!(!is_partly(fields), "{fields}");
        }
    }
}
