//! Edits one member of a JSON text and preserves all other characters.

use super::write::{indented, quoted};
use super::{Document, Member, Node, NodeKind, compact, pointer};
use crate::form::nested;
use serde_json::{Map, Value};

/// Replaces, adds, or (with `None`) removes the value at `pointer`.
///
/// Creates missing objects on the way. In an array, a token is an index, or `-` to append. Removing the root leaves `{}`; removing a
/// missing value changes nothing. `document` must have been parsed from `text`. The result parses to the same value as
/// [`crate::form::set`] gives, and is `None` where that fails: the pointer leads through a scalar or exceeds an array.
#[must_use]
pub fn splice(text: &str, document: &Document, pointer: &str, new: Option<&Value>) -> Option<String> {
    let tokens = pointer::tokens(pointer)?;
    let mut node = &document.root;
    let mut style = Style::of_root(text, node);
    for (depth, token) in tokens.iter().enumerate() {
        let rest = tokens.get(depth + 1..).unwrap_or_default();
        let (at, children) = match &node.kind {
            NodeKind::Object(members) => {
                (members.iter().rposition(|member| member.name == *token), spans_of_members(members))
            }
            NodeKind::Array(items) => {
                let slot = pointer::slot(token, items.len())?;
                (Some(slot).filter(|slot| *slot < items.len()), spans_of_items(items))
            }
            NodeKind::Scalar(_) => return None,
        };
        let Some(at) = at else {
            let Some(value) = new else { return Some(text.to_owned()) };
            return insert(text, node, &children, token, &nested(rest, value.clone()));
        };
        if let ([], None) = (rest, new) {
            let shorter = remove(text, node, &children, at)?;
            let again = matches!(&node.kind, NodeKind::Object(members)
                if members.iter().filter(|member| member.name == *token).count() > 1);
            return if again {
                splice(&shorter, &super::parse(&shorter).ok()?, pointer, None)
            } else {
                Some(shorter)
            };
        }
        style = Style::of_child(text, node, &children, at)?;
        node = match &node.kind {
            NodeKind::Object(members) => &members.get(at)?.value,
            NodeKind::Array(items) => items.get(at)?,
            NodeKind::Scalar(_) => return None,
        };
    }
    let empty = Value::Object(Map::new());
    let new = new.unwrap_or(&empty);
    if node.to_value() == *new {
        return Some(text.to_owned());
    }
    replace(text, node.position.offset, node.position.end(), &style.render(new))
}

/// An item, or a member with its name: its start, start of its value, and end.
struct Child {
    start: usize,
    name_end: usize,
    value: usize,
    end: usize,
}

fn spans_of_members(members: &[Member]) -> Vec<Child> {
    let span = |member: &Member| Child {
        start: member.name_position.offset,
        name_end: member.name_position.end(),
        value: member.value.position.offset,
        end: member.value.position.end(),
    };
    members.iter().map(span).collect()
}

fn spans_of_items(items: &[Node]) -> Vec<Child> {
    let span = |item: &Node| {
        let (start, end) = (item.position.offset, item.position.end());
        Child { start, name_end: start, value: start, end }
    };
    items.iter().map(span).collect()
}

/// Layout of a new value: several lines with an indent, or one line.
struct Style {
    indent: Option<String>,
}

impl Style {
    fn of_root(text: &str, root: &Node) -> Self {
        let has_children =
            root.members().is_some_and(|m| !m.is_empty()) || root.items().is_some_and(|i| !i.is_empty());
        let on_lines =
            text.get(root.position.offset..root.position.end()).is_some_and(|own| own.contains('\n'));
        Self { indent: (!has_children || on_lines).then(String::new) }
    }

    /// The style of the child's line, if the child is the first on it.
    fn of_child(text: &str, parent: &Node, children: &[Child], at: usize) -> Option<Self> {
        let lead = lead_of(text, parent, children, at)?;
        Some(Self { indent: lead.rsplit_once('\n').map(|(_, indent)| indent.to_owned()) })
    }

    fn render(&self, value: &Value) -> String {
        self.indent.as_deref().map_or_else(|| compact(value), |indent| indented(value, indent))
    }
}

/// White space before a child, since the bracket or the comma.
fn lead_of<'a>(text: &'a str, parent: &Node, children: &[Child], at: usize) -> Option<&'a str> {
    let start = children.get(at)?.start;
    let from = match at.checked_sub(1).and_then(|before| children.get(before)) {
        Some(before) => before.end,
        None => parent.position.offset + 1,
    };
    let between = text.get(from..start)?;
    Some(between.rsplit_once(',').map_or(between, |(_, lead)| lead))
}

fn insert(text: &str, parent: &Node, children: &[Child], token: &str, value: &Value) -> Option<String> {
    let is_object = matches!(parent.kind, NodeKind::Object(_));
    let Some(last) = children.len().checked_sub(1) else {
        let whole = if is_object {
            nested(&[token.to_owned()], value.clone())
        } else {
            Value::Array(vec![value.clone()])
        };
        let line = text.get(..parent.position.offset)?.rsplit('\n').next()?;
        let indent: String = line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
        let new = if is_object { indented(&whole, &indent) } else { compact(&whole) };
        return replace(text, parent.position.offset, parent.position.end(), &new);
    };
    let neighbour = children.get(last)?;
    let colon = text.get(neighbour.name_end..neighbour.value)?;
    let airy = text.get(parent.position.offset..parent.position.end())?.contains([' ', '\n']);
    let lead = match lead_of(text, parent, children, last)? {
        "" if airy && last == 0 => " ",
        lead if last == 0 && !lead.contains('\n') && !lead.is_empty() => " ",
        lead => lead,
    };
    let style = Style { indent: lead.rsplit_once('\n').map(|(_, indent)| indent.to_owned()) };
    let name = if is_object { quoted(token) } else { String::new() };
    let new = format!(",{lead}{name}{colon}{}", style.render(value));
    replace(text, neighbour.end, neighbour.end, &new)
}

fn remove(text: &str, parent: &Node, children: &[Child], at: usize) -> Option<String> {
    let this = children.get(at)?;
    let before = at.checked_sub(1).and_then(|before| children.get(before));
    match (before, children.get(at + 1)) {
        (_, Some(next)) => replace(text, this.start, next.start, ""),
        (Some(before), None) => replace(text, before.end, this.end, ""),
        (None, None) => replace(text, parent.position.offset + 1, parent.position.end() - 1, ""),
    }
}

fn replace(text: &str, from: usize, to: usize, new: &str) -> Option<String> {
    Some(format!("{}{new}{}", text.get(..from)?, text.get(to..)?))
}
