//! Why an operation failed, from its `operation_data`.

use crate::{
    is_failed,
    json::{member, scalar_text},
};

/// Where a reason is looked for by default, first to last. A dot leads into an object.
pub const FAILURE_REASON_KEYS: [&str; 10] = [
    "failure_reason",
    "failureReason",
    "failure_message",
    "error_message",
    "errorMessage",
    "error.message",
    "error.detail",
    "error",
    "fault_string",
    "reason",
];

/// The reason of a failed operation: the first of `keys` that says something. `None` if it has not failed or no key says why.
///
/// The text is the server's: show it with its invisible characters visible.
pub fn failure_reason(status: &str, data: &str, keys: &[String]) -> Option<String> {
    if !is_failed(status) {
        return None;
    }
    keys.iter().find_map(|key| {
        let value = member(data, key).or_else(|| {
            let (object, key) = key.split_once('.')?;
            member(member(data, object)?, key)
        })?;
        said(value)
    })
}

/// Whether the member of `operation_data` with this name can hold a reason.
pub fn is_reason_key(name: &str, keys: &[String]) -> bool {
    keys.iter().any(|key| key == name || key.split_once('.').is_some_and(|(object, _)| object == name))
}

/// A value as text; `None` if it says nothing. An object or a list is shown as its JSON.
fn said(value: &str) -> Option<String> {
    let text = match value.starts_with(['{', '[']) {
        true => {
            value.get(1..value.len() - 1).filter(|inside| !inside.trim().is_empty()).map(|_| value.to_owned())
        }
        false => scalar_text(value),
    };
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(data: &str) -> Option<String> {
        failure_reason("failed", data, &FAILURE_REASON_KEYS.map(str::to_owned))
    }

    #[test]
    fn the_first_key_that_says_something_wins() {
        for (data, said) in [
            (r#"{"failure_reason":"Device offline"}"#, Some("Device offline")),
            (r#"{"reason":"b","error_message":"a"}"#, Some("a")),
            (r#"{"failure_reason":" ","error":"a"}"#, Some("a")),
            (r#"{"failure_reason":null,"error":9002}"#, Some("9002")),
            (r#"{"error":{"code":7,"message":"no space left"}}"#, Some("no space left")),
            (r#"{"error":{"code":7}}"#, Some(r#"{"code":7}"#)),
            (r#"{"error.message":"a dot in the name"}"#, Some("a dot in the name")),
            (r#"{"error":{},"reason":[]}"#, None),
            (r#"{"error":true}"#, None),
            (r#"{"plan":{"reason":"nested"}}"#, None),
            ("not json", None),
            ("", None),
        ] {
            assert_eq!(reason(data).as_deref(), said, "{data}");
        }
    }

    #[test]
    fn only_a_failure_has_a_reason() {
        let keys = ["reason".to_owned()];
        let data = r#"{"reason":"yearly maintenance"}"#;
        for status in ["completed", "scheduled", "in_progress", "cancelled", "unheard of"] {
            assert_eq!(failure_reason(status, data, &keys), None, "{status}");
        }
        for status in ["failed", "Failure", "error", "timed-out"] {
            assert!(failure_reason(status, data, &keys).is_some(), "{status}");
        }
        assert_eq!(failure_reason("failed", data, &[]), None, "no keys, no reasons");
    }

    #[test]
    fn keys_name_the_members_that_hold_reasons() {
        let keys = ["error.message".to_owned(), "why".to_owned()];
        assert!(is_reason_key("error", &keys) && is_reason_key("why", &keys));
        assert!(!is_reason_key("message", &keys) && !is_reason_key("err", &keys));
    }
}
