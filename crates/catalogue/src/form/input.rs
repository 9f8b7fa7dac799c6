//! Conversion between typed text and JSON values.

use super::FieldKind;
use crate::json;
use serde_json::{Number, Value};

/// Parses the text of a field; `None` for an empty field.
///
/// A list has one item per line: see [`edit_list`]. Doesn't check limits: [`crate::Schema::validate`] does.
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
        FieldKind::List { item, .. } => Ok(Some(Value::Array(edit_list(item, &[], text)))),
        FieldKind::Group { .. } | FieldKind::Json => match json::parse(text) {
            Ok(document) => Ok(Some(document.value)),
            Err(error) => Err(messages::catalogue::must_be_json(&error.to_string())),
        },
    }
}

/// Text of a value in a field of this kind. [`parse_input`] and [`edit_list`] are the inverse.
#[must_use]
pub fn field_text(kind: &FieldKind, value: &Value) -> String {
    match kind {
        FieldKind::Json | FieldKind::Group { .. } => value.to_string(),
        _ => input_text(value),
    }
}

/// Text of a value for reading; a list of scalars has one item per line.
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

/// The list after its text was edited, one item per line. Items whose lines are unchanged stay as they were, whatever they hold; new blank lines add
/// none. A line that doesn't fit the item's kind becomes a text, and the schema then reports it.
#[must_use]
pub fn edit_list(item: &FieldKind, before: &[Value], text: &str) -> Vec<Value> {
    if text.is_empty() && before.len() != 1 {
        return Vec::new();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let same = |(old, line): (&Value, &&str)| input_text(old) == **line;
    let start = before.iter().zip(&lines).take_while(|pair| same(*pair)).count();
    let (old, new) = (before.get(start..).unwrap_or_default(), lines.get(start..).unwrap_or_default());
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|pair| same(*pair)).count();
    let changed = new.iter().take(new.len() - end).filter(|line| !line.trim().is_empty());
    let added = changed.map(|line| match parse_input(item, line) {
        Ok(Some(value)) => value,
        _ => Value::from(*line),
    });
    let kept = |items: &[Value]| items.to_vec();
    let mut list = kept(before.get(..start).unwrap_or_default());
    list.extend(added);
    list.extend(kept(old.get(old.len() - end..).unwrap_or_default()));
    list
}

/// Whether lines can hold the items: none of them is a list or an object, or has a line break.
pub(super) fn fits_lines(items: &[Value]) -> bool {
    items.iter().all(|item| match item {
        Value::Array(_) | Value::Object(_) => false,
        Value::String(text) => !text.contains(['\n', '\r']),
        _ => true,
    })
}
