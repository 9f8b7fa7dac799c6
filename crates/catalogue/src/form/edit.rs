//! Changing `operation_data` at a JSON pointer.

use crate::json::pointer;
use serde_json::{Map, Value};

/// Sets the value at a pointer, or removes it with `None`. Returns false and changes nothing if the pointer is invalid, leads through a
/// scalar, or exceeds an array.
///
/// Creates missing objects on the way. In an array, a token is an index, or `-` to append. Removing the root leaves `{}`; removing a
/// missing value succeeds and changes nothing.
pub fn set(value: &mut Value, pointer: &str, new: Option<Value>) -> bool {
    let Some(tokens) = pointer::tokens(pointer) else { return false };
    set_at(value, &tokens, new)
}

fn set_at(value: &mut Value, tokens: &[String], new: Option<Value>) -> bool {
    let Some((token, rest)) = tokens.split_first() else {
        *value = new.unwrap_or_else(|| Value::Object(Map::new()));
        return true;
    };
    match value {
        Value::Object(members) => set_member(members, token, rest, new),
        Value::Array(items) => set_item(items, token, rest, new),
        _ => false,
    }
}

fn set_member(members: &mut Map<String, Value>, token: &str, rest: &[String], new: Option<Value>) -> bool {
    match (members.get_mut(token), new) {
        (Some(_), None) if rest.is_empty() => {
            members.remove(token);
            true
        }
        (Some(member), new) => set_at(member, rest, new),
        (None, Some(new)) => {
            members.insert(token.to_owned(), nested(rest, new));
            true
        }
        (None, None) => true,
    }
}

fn set_item(items: &mut Vec<Value>, token: &str, rest: &[String], new: Option<Value>) -> bool {
    let Some(slot) = pointer::slot(token, items.len()) else { return false };
    match (items.get_mut(slot), new) {
        (Some(_), None) if rest.is_empty() => {
            items.remove(slot);
            true
        }
        (Some(item), new) => set_at(item, rest, new),
        (None, Some(new)) => {
            items.push(nested(rest, new));
            true
        }
        (None, None) => true,
    }
}

/// `value` nested in objects with these names.
pub(crate) fn nested(names: &[String], value: Value) -> Value {
    names.iter().rev().fold(value, |inner, name| Value::Object(Map::from_iter([(name.clone(), inner)])))
}
