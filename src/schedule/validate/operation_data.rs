//! Pure: validates the text of `operation_data`: JSON syntax, that it is an object, and the schema of the operation type.

use catalogue::json::{self, Document, NodeKind, Position};
use catalogue::{FindingKind, OperationType, PatternMatcher, form};
use wire::{Map, Value};

use crate::schedule::field::{FieldId, Finding, Place};
use crate::schedule::settings::{field_of, settings};

/// Properties that request a backup in the API's documentation, current revision first.
const BACKUP: [&str; 2] = ["create_backup", "backup"];

/// The object, as far as the text can be parsed, and its findings. An empty text counts as `{}`. `name` is that of the object in the body.
pub fn check(
    text: &str,
    kind: Option<&OperationType>,
    patterns: &impl PatternMatcher,
    name: &str,
) -> (Option<Map<String, Value>>, Vec<Finding>) {
    let text = if text.trim().is_empty() { "{}" } else { text };
    let document = match json::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let place = Place { line: error.line, column: error.column, offset: error.offset, len: 0 };
            let finding =
                Finding { place: Some(place), ..Finding::error(FieldId::Data, sentence(&error.message)) };
            return (None, vec![finding]);
        }
    };
    let mut findings: Vec<Finding> = document
        .warnings
        .iter()
        .map(|odd| at(odd.position, Finding::warning(FieldId::Data, sentence(&odd.message))))
        .collect();
    let Value::Object(map) = &document.value else {
        let finding = Finding::error(FieldId::Data, messages::schedule::data_not_object(name));
        return (None, vec![at(document.root.position, finding)]);
    };
    if let Some(kind) = kind {
        findings.extend(against_schema(&document, kind, patterns, name));
        findings.extend(backup_guard(&document, kind));
    }
    (Some(map.clone()), findings)
}

fn against_schema(
    document: &Document,
    kind: &OperationType,
    patterns: &impl PatternMatcher,
    name: &str,
) -> Vec<Finding> {
    let settings = settings(&form::fields(&kind.schema, &document.value));
    kind.schema
        .validate(&document.value, patterns)
        .into_iter()
        .map(|found| {
            let (field, label) = field_of(&found.pointer, &settings, name);
            let message = messages::schedule::finding_at_setting(&label, found.message.trim_end_matches('.'));
            let finding = if found.is_error() {
                Finding::error(field, message)
            } else {
                Finding::warning(field, message)
            };
            let name_position = || document.name_position_of(&found.pointer);
            let place = match found.kind {
                FindingKind::UnknownProperty => name_position(),
                FindingKind::Missing => Some(opening(document.nearest_position(&found.pointer), document)),
                _ => None,
            };
            at(place.unwrap_or_else(|| document.nearest_position(&found.pointer)), finding)
        })
        .collect()
}

/// A missing property is reported at the opening brace of its object, not at the whole object.
fn opening(position: Position, document: &Document) -> Position {
    let whole_object = matches!(document.root.kind, NodeKind::Object(_)) && position.len > 1;
    if whole_object { Position { len: 1, ..position } } else { position }
}

fn at(position: Position, finding: Finding) -> Finding {
    let Position { line, column, offset, len } = position;
    Finding { place: Some(Place { line, column, offset, len }), ..finding }
}

/// Best practice in the API's documentation: a backup before every critical change.
fn backup_guard(document: &Document, kind: &OperationType) -> Option<Finding> {
    if !kind.critical {
        return None;
    }
    let given = BACKUP.iter().find_map(|name| document.value.get(name).map(|value| (*name, value)));
    match given {
        Some((_, Value::Bool(true))) => None,
        given => {
            let name = given.map_or(BACKUP[0], |(name, _)| name);
            let message = messages::schedule::no_backup(&kind.title);
            let pointer = format!("/{name}");
            let place =
                document.position_of(&pointer).unwrap_or(Position { len: 1, ..document.root.position });
            Some(at(place, Finding::warning(FieldId::DataAt(pointer), message)))
        }
    }
}

/// Capitalizes the first letter and adds a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
#[path = "operation_data_tests.rs"]
mod tests;
