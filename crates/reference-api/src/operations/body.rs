//! Reads the JSON object of a POST body: either the plain object or the one inside a `data` string. The API page has both, the first in
//! its examples and the second in its parameter table.

use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use serde_json::{Map, Value};

use super::BODY_LIMIT;
use crate::errors::{Error, FieldErrors};

/// Reads the object of a request.
///
/// # Errors
/// 415, 413 and 400.
pub async fn read(headers: &HeaderMap, body: Body) -> Result<Map<String, Value>, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !is_json(kind) {
        return Err(Error::UnsupportedMediaType(kind.to_owned()));
    }
    let bytes = axum::body::to_bytes(body, BODY_LIMIT).await.map_err(|_| Error::TooLarge)?;
    object(&bytes)
}

fn is_json(kind: &str) -> bool {
    kind.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn object(bytes: &[u8]) -> Result<Map<String, Value>, Error> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Error::Malformed(format!("JSON parse error - {error}")))?;
    let mut outer = match value {
        Value::Object(outer) => outer,
        other => return Err(invalid("non_field_errors", not_an_object(&other))),
    };
    match outer.remove("data") {
        None => Ok(outer),
        Some(Value::String(text)) => match serde_json::from_str(&text) {
            Ok(Value::Object(inner)) => Ok(inner),
            Ok(other) => Err(invalid("data", not_an_object(&other))),
            Err(error) => Err(invalid("data", format!("JSON parse error - {error}"))),
        },
        Some(_) => Err(invalid("data", "Not a valid string.".to_owned())),
    }
}

fn invalid(field: &str, message: String) -> Error {
    let mut fields = FieldErrors::default();
    fields.add(field, message);
    Error::Invalid(fields)
}

fn not_an_object(value: &Value) -> String {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    };
    format!("Invalid data. Expected a dictionary, but got {kind}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_mean_the_same() {
        let plain = object(br#"{"operation_type": "x"}"#).unwrap();
        let packed = object(br#"{"data": "{\"operation_type\": \"x\"}"}"#).unwrap();
        assert_eq!(plain, packed);
    }

    #[test]
    fn errors_have_a_message_and_a_position() {
        assert!(
            matches!(object(b"{"), Err(Error::Malformed(m)) if m.starts_with("JSON parse error - ") && m.contains("line 1"))
        );
        for (body, field) in [
            ("[]", "non_field_errors"),
            (r#"{"data": 7}"#, "data"),
            (r#"{"data": "{"}"#, "data"),
            (r#"{"data": "[]"}"#, "data"),
        ] {
            let Err(Error::Invalid(fields)) = object(body.as_bytes()) else { panic!("{body}") };
            assert!(fields.into_value().get(field).is_some(), "{body}");
        }
    }

    #[test]
    fn only_json_is_json() {
        assert!(is_json("application/json; charset=utf-8") && is_json("Application/JSON"));
        assert!(!is_json("text/plain") && !is_json("") && !is_json("application/jsonp"));
    }
}
