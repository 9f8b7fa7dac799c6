//! Conversion between typed text and JSON values.

use super::FieldKind;
use crate::json;
use serde_json::{Number, Value};

/// Parses the text of a field; `None` for an empty field.
///
/// A list has one item per line. Doesn't check limits: [`crate::Schema::validate`] does.
///
/// # Errors
/// A message that follows the field's label: "must be a whole number". The caller keeps the text.
pub fn parse_input(kind: &FieldKind, text: &str) -> Result<Option<Value>, String> {
    let trimmed = text.trim();
    if let FieldKind::Text { .. } = kind {
        return Ok((!text.is_empty()).then(|| Value::from(text)));
    }
    if trimmed.is_empty() {
        return Ok(None);
    }
    match kind {
        FieldKind::Text { .. } => Ok(Some(Value::from(text))),
        FieldKind::Integer { .. } => integer(trimmed).map(Some),
        FieldKind::Number { .. } => number(trimmed).map(Some),
        FieldKind::Boolean => boolean(trimmed).map(Some),
        FieldKind::Choice { options } => choice(options, text, trimmed).map(Some),
        FieldKind::List { item, .. } => list(item, text).map(Some),
        FieldKind::Group { .. } | FieldKind::Json => match json::parse(text) {
            Ok(document) => Ok(Some(document.value)),
            Err(error) => Err(messages::catalogue::must_be_json(&error.to_string())),
        },
    }
}

/// Text of a value; [`parse_input`] is the inverse.
#[must_use]
pub fn input_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(|item| !item.is_array() && !item.is_object()) => {
            items.iter().map(input_text).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

fn integer(text: &str) -> Result<Value, String> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let bare = digits.strip_prefix('-').unwrap_or(digits);
    if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(messages::catalogue::must_be_whole_number().to_owned());
    }
    let small = digits.parse::<i64>().map(Value::from);
    small
        .or_else(|_| digits.parse::<u64>().map(Value::from))
        .map_err(|_| messages::catalogue::is_too_large().to_owned())
}

fn number(text: &str) -> Result<Value, String> {
    if let Ok(whole) = integer(text) {
        return Ok(whole);
    }
    // JSON's number parser is linked anyway, but requires a digit before the point and rejects a plus sign.
    let digits = text.strip_prefix('+').unwrap_or(text);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let zero = if digits.starts_with('.') { "0" } else { "" };
    match serde_json::from_str::<Number>(&format!("{sign}{zero}{digits}")) {
        Ok(number) => Ok(Value::Number(number)),
        Err(_) if text.contains(',') => Err(messages::catalogue::must_be_number_with_point().to_owned()),
        Err(_) => Err(messages::catalogue::must_be_number().to_owned()),
    }
}

fn boolean(text: &str) -> Result<Value, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Ok(Value::Bool(true)),
        "false" | "no" | "off" => Ok(Value::Bool(false)),
        _ => Err(messages::catalogue::must_be_true_or_false().to_owned()),
    }
}

fn choice(options: &[(Value, String)], text: &str, trimmed: &str) -> Result<Value, String> {
    let exact = options.iter().find(|(value, _)| input_text(value) == text);
    let near = || options.iter().find(|(value, label)| input_text(value) == trimmed || label == trimmed);
    match exact.or_else(near) {
        Some((value, _)) => Ok(value.clone()),
        None => {
            let labels: Vec<_> = options.iter().map(|(_, label)| label.as_str()).collect();
            Err(messages::catalogue::must_be_one_of(&labels.join(", ")))
        }
    }
}

fn list(item: &FieldKind, text: &str) -> Result<Value, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let items = lines.map(|(index, line)| {
        let line = if matches!(item, FieldKind::Text { .. }) { line.trim() } else { line };
        parse_input(item, line).map_err(|problem| messages::catalogue::wrong_line(index as u64 + 1, &problem))
    });
    let items: Vec<Option<Value>> = items.collect::<Result<_, _>>()?;
    Ok(Value::Array(items.into_iter().flatten().collect()))
}
