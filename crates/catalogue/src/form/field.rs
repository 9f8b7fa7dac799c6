//! The fields of a form.

use super::{FieldKind, humanise};
use crate::NoPatterns;
use crate::json::pointer;
use crate::schema::{Applicable, Rules, Schema};
use serde_json::Value;

/// One field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// JSON pointer into `operation_data`.
    pub pointer: String,
    /// The property's name.
    pub name: String,
    /// Its title, or a label derived from its name.
    pub label: String,
    /// Description shown below it.
    pub description: Option<String>,
    /// The kind of input.
    pub kind: FieldKind,
    /// Whether the schema requires it.
    pub required: bool,
    /// Whether the schema marks it as read-only.
    pub read_only: bool,
    /// Whether the schema defines it. If not, it comes from the value.
    pub known: bool,
    /// The schema's default.
    pub default: Option<Value>,
    /// The current value in `operation_data`, even if its type is wrong.
    pub value: Option<Value>,
    /// Values to show as examples.
    pub examples: Vec<Value>,
}

/// Deeper groups are left to the JSON editor. Also ends the recursion of self-referencing schemas.
const MAX_GROUPS: usize = 4;

/// The fields for a value of `operation_data`, in the order of the schema; properties that aren't in the schema come last, as JSON.
/// Empty if the value isn't an object: then only the JSON editor can edit it.
///
/// The value decides `if`, so fields can appear and disappear during typing.
#[must_use]
pub fn fields(schema: &Schema, value: &Value) -> Vec<Field> {
    if !value.is_object() {
        return Vec::new();
    }
    group(&Applicable::to(schema, &[schema.root()], value, &NoPatterns), "", Some(value))
}

/// The fields of the object at `at`.
pub(super) fn group(rules: &Applicable, at: &str, value: Option<&Value>) -> Vec<Field> {
    let properties = rules.properties();
    let mut fields: Vec<Field> = properties
        .iter()
        .map(|(name, property)| {
            let own = value.and_then(|value| value.get(*name));
            field(rules, name, property, pointer::child(at, name), own)
        })
        .collect();
    for (name, value) in value.and_then(Value::as_object).into_iter().flatten() {
        if !properties.iter().any(|(known, _)| known == name) {
            fields.push(unknown(name, pointer::child(at, name), value));
        }
    }
    fields
}

fn field(parent: &Applicable, name: &str, rules: &[&Rules], pointer: String, value: Option<&Value>) -> Field {
    let rules = Applicable::to(parent.schema(), rules, value.unwrap_or(&Value::Null), &NoPatterns);
    let too_deep = pointer.matches('/').count() > MAX_GROUPS;
    Field {
        label: rules.first(|rules| rules.shown.title.clone()).unwrap_or_else(|| humanise(name)),
        name: name.to_owned(),
        description: rules.first(|rules| rules.shown.description.clone()),
        kind: if too_deep { FieldKind::Json } else { FieldKind::of(&rules, &pointer, value) },
        required: parent.requires(name),
        read_only: rules.any(|rules| rules.shown.read_only),
        known: true,
        default: rules.first(|rules| rules.shown.default.clone()),
        value: value.cloned(),
        examples: rules.rules.iter().flat_map(|rules| rules.shown.examples.iter().cloned()).collect(),
        pointer,
    }
}

fn unknown(name: &str, pointer: String, value: &Value) -> Field {
    Field {
        pointer,
        name: name.to_owned(),
        label: name.to_owned(),
        description: None,
        kind: FieldKind::Json,
        required: false,
        read_only: false,
        known: false,
        default: None,
        value: Some(value.clone()),
        examples: Vec::new(),
    }
}
