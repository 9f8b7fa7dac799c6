//! Initial values of a new form.

use super::{FieldKind, field::Field, fields};
use crate::json;
use crate::schema::{Applicable, Schema};
use serde_json::{Map, Value};

/// Initial `operation_data`: only the schema's defaults. Leaves out optional objects whose defaults are only nested, because the user may
/// not want the object at all.
#[must_use]
pub fn defaults(schema: &Schema) -> Value {
    let whole = Applicable::all_branches(schema, &[schema.root()]).first(|rules| rules.shown.default.clone());
    let mut start = whole.filter(Value::is_object).unwrap_or_else(|| Value::Object(Map::new()));
    let fields = fields(schema, &start);
    if let Value::Object(members) = &mut start {
        fill(members, &fields);
    }
    start
}

fn fill(members: &mut Map<String, Value>, fields: &[Field]) {
    for field in fields.iter().filter(|field| field.value.is_none()) {
        if let Some(default) = &field.default {
            members.insert(field.name.clone(), default.clone());
        } else if let FieldKind::Group { children } = &field.kind
            && field.required
        {
            let mut inner = Map::new();
            fill(&mut inner, children);
            members.insert(field.name.clone(), Value::Object(inner));
        }
    }
}

/// [`defaults`] as text for the JSON editor, its members in the order of the schema.
#[must_use]
pub fn starting_text(schema: &Schema) -> String {
    let start = defaults(schema);
    let mut text = "{}".to_owned();
    for field in fields(schema, &start) {
        let added = json::parse(&text)
            .ok()
            .and_then(|document| json::splice(&text, &document, &field.pointer, field.value.as_ref()));
        text = added.unwrap_or(text);
    }
    text
}
