//! Formats JSON for reading and editing.

use super::{Member, Node, NodeKind};
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

/// Formats a text like [`format`], with each scalar and each duplicate name as it stands there. `None` if it isn't JSON.
#[must_use]
pub fn format_text(text: &str) -> Option<String> {
    Some(node(text, &super::parse(text).ok()?.root, Some("")))
}

/// Formats a text like [`compact`], with each scalar and each duplicate name as it stands there. `None` if it isn't JSON.
#[must_use]
pub fn compact_text(text: &str) -> Option<String> {
    Some(node(text, &super::parse(text).ok()?.root, None))
}

/// The node over several lines with that indent, or on one line.
fn node(text: &str, of: &Node, indent: Option<&str>) -> String {
    let children = |indent: Option<&str>| -> Vec<String> {
        match &of.kind {
            NodeKind::Array(items) => items.iter().map(|item| node(text, item, indent)).collect(),
            NodeKind::Object(members) => {
                let line = |m: &Member| format!("{}: {}", quoted(&m.name), node(text, &m.value, indent));
                members.iter().map(line).collect()
            }
            NodeKind::Scalar(_) => Vec::new(),
        }
    };
    let (open, close) = match &of.kind {
        NodeKind::Scalar(_) => return of.source(text).to_owned(),
        NodeKind::Array(_) => ('[', ']'),
        NodeKind::Object(_) => ('{', '}'),
    };
    let short = match &of.kind {
        NodeKind::Array(items) => {
            items.iter().all(|item| item.scalar().is_some())
                && items.iter().map(|item| item.source(text).len() + 2).sum::<usize>() <= INLINE_WIDTH
        }
        _ => of.members().is_none_or(<[Member]>::is_empty),
    };
    match indent.filter(|_| !short) {
        Some(indent) => {
            let inner = format!("{indent}  ");
            let lines = children(Some(&inner)).join(&format!(",\n{inner}"));
            format!("{open}\n{inner}{lines}\n{indent}{close}")
        }
        None => format!("{open}{}{close}", children(None).join(", ")),
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
