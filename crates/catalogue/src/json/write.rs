//! Formats JSON for reading and editing.

use serde_json::Value;

/// Arrays of scalars up to this many characters stay on one line.
const INLINE_WIDTH: usize = 72;

/// Formats over several lines, with two spaces per level; short arrays of scalars on one line.
#[must_use]
pub fn format(value: &Value) -> String {
    indented(value, "")
}

/// Formats on one line, with a space after commas and colons.
#[must_use]
pub fn compact(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(name, value)| format!("{}: {}", quoted(name), compact(value))).collect();
            format!("{{{}}}", members.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

/// A name or text in quotes, escaped.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Like [`format`], with `indent` before each line except the first.
pub(super) fn indented(value: &Value, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let block = |open: char, lines: Vec<String>, close: char| {
        format!("{open}\n{inner}{}\n{indent}{close}", lines.join(&format!(",\n{inner}")))
    };
    match value {
        Value::Array(items) if !items.is_empty() && !fits_a_line(items) => {
            block('[', items.iter().map(|item| indented(item, &inner)).collect(), ']')
        }
        Value::Object(members) if !members.is_empty() => {
            let line =
                |(name, value): (&String, &Value)| format!("{}: {}", quoted(name), indented(value, &inner));
            block('{', members.iter().map(line).collect(), '}')
        }
        short => compact(short),
    }
}

fn fits_a_line(items: &[Value]) -> bool {
    let plain = |item: &Value| !item.is_array() && !item.is_object();
    items.iter().all(plain)
        && items.iter().map(|item| item.to_string().len() + 2).sum::<usize>() <= INLINE_WIDTH
}
