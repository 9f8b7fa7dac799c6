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
    /// Its title, or its name in words.
    pub label: String,
    /// A sentence to show below it.
    pub description: Option<String>,
    /// How it is drawn.
    pub kind: FieldKind,
    /// The schema requires it.
    pub required: bool,
    /// The schema says that it isn't for people to change.
    pub read_only: bool,
    /// Whether the schema names it; if not, it is only there because the value has it.
    pub known: bool,
    /// What the schema proposes.
    pub default: Option<Value>,
    /// What `operation_data` has now, of the right type or not.
    pub value: Option<Value>,
    /// Values to show as examples.
    pub examples: Vec<Value>,
}

/// Groups deeper than this are left to the JSON editor; it also ends schemas that contain themselves.
const MAX_GROUPS: usize = 4;

/// The fields for a value of `operation_data`, in the order of the schema; properties that the schema doesn't name
/// come last, as JSON. Empty where the value isn't an object: then there is only the JSON editor.
///
/// `if` is decided by the value, so fields can come and go while one types.
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
