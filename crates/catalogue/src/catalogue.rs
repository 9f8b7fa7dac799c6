//! The catalogue of operation types that the schedule form knows. It doesn't restrict anything: a type that isn't in it can still be
//! scheduled, with JSON only.

use crate::NoPatterns;
use crate::form::defaults;
use crate::json::{self, Node, SyntaxError};
use crate::schema::{FindingKind, Schema, SchemaError};
use serde_json::Value;

/// A kind of operation, such as `firmware_update`.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationType {
    /// As in the API's `operation_type`.
    pub name: String,
    /// Title for users; derived from the name if the catalogue has none.
    pub title: String,
    /// Description in a sentence or two.
    pub description: Option<String>,
    /// A backup should exist before it runs (the API page: "always enable backup creation … for critical changes").
    pub critical: bool,
    /// Typical duration on one device, in minutes.
    pub estimated_minutes: Option<u32>,
    /// Other names under which the same type is reported.
    pub aliases: Vec<String>,
    /// Schema of its `operation_data`.
    pub schema: Schema,
}

/// The operation types, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The types that could be read.
    pub types: Vec<OperationType>,
    /// Problems for the administrator: types left out, unsupported keywords, invalid defaults.
    pub problems: Vec<String>,
}

/// Why a file isn't a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogueError {
    /// Invalid JSON.
    Syntax(SyntaxError),
    /// JSON without a list of types.
    NoTypes,
}

impl std::fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax(error) => f.write_str(&messages::catalogue::catalogue_not_json(&error.to_string())),
            Self::NoTypes => f.write_str(messages::catalogue::catalogue_has_no_types()),
        }
    }
}

impl std::error::Error for CatalogueError {}

impl Catalogue {
    /// Reads a catalogue file; see the crate's documentation for its format.
    ///
    /// # Errors
    /// The text isn't JSON or has no list of types. A single invalid type isn't an error: it is left out and reported.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let document = json::parse(text).map_err(CatalogueError::Syntax)?;
        let entries = document.root.items().or_else(|| document.root.get("types")?.items());
        let mut catalogue = Self::default();
        for warning in &document.warnings {
            let line = warning.position.line as u64;
            catalogue.problems.push(messages::catalogue::problem_in_line(line, &warning.message));
        }
        for (index, entry) in entries.ok_or(CatalogueError::NoTypes)?.iter().enumerate() {
            match catalogue.read(entry) {
                Ok(operation_type) => catalogue.types.push(operation_type),
                Err(problem) => {
                    let position = index as u64 + 1;
                    catalogue.problems.push(match entry.get("name").and_then(Node::as_str) {
                        Some(name) => messages::catalogue::operation_type_left_out(name, &problem),
                        None => messages::catalogue::nameless_operation_type_left_out(position, &problem),
                    });
                }
            }
        }
        Ok(catalogue)
    }

    /// The type with this name or alias.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&OperationType> {
        let by_name = self.types.iter().find(|known| known.name == name);
        by_name.or_else(|| self.types.iter().find(|known| known.aliases.iter().any(|alias| alias == name)))
    }

    fn read(&mut self, entry: &Node) -> Result<OperationType, String> {
        let members = entry.members().ok_or(messages::catalogue::operation_type_not_object())?;
        let name = text(entry, "name")?.filter(|name| !name.trim().is_empty());
        let name = name.ok_or(messages::catalogue::operation_type_without_name())?;
        let mut problems = Vec::new();
        for member in members.iter().filter(|member| !KEYS.contains(&member.name.as_str())) {
            problems.push(messages::catalogue::operation_type_without_part(&member.name));
        }
        let schema = match entry.get("schema") {
            Some(node) => {
                let unusable = |error: SchemaError| messages::catalogue::schema_unusable(&error.to_string());
                Schema::from_node(node).map_err(unusable)?
            }
            None => Schema::anything(),
        };
        problems.extend(schema_problems(&schema));
        let aliases = texts(entry, "aliases")?;
        if let Some(taken) = aliases.iter().chain([&name]).find_map(|name| self.get(name)) {
            return Err(messages::catalogue::name_taken(&taken.name));
        }
        self.problems.extend(problems.into_iter().map(|problem| format!("{name}: {problem}")));
        Ok(OperationType {
            title: text(entry, "title")?.unwrap_or_else(|| crate::form::humanise(&name)),
            description: text(entry, "description")?,
            critical: flag(entry, "critical")?,
            estimated_minutes: minutes(entry, "estimated_minutes")?,
            aliases,
            schema,
            name,
        })
    }
}

const KEYS: [&str; 8] =
    ["name", "title", "description", "critical", "estimated_minutes", "aliases", "schema", "$comment"];

/// Likely mistakes in a schema.
fn schema_problems(schema: &Schema) -> Vec<String> {
    let mut problems: Vec<String> = schema
        .unsupported()
        .iter()
        .map(|keyword| messages::catalogue::schema_part_without_effect(keyword))
        .collect();
    // Defaults may lack values that only the user can supply, but those present must be valid.
    let findings = schema.validate(&defaults(schema), &NoPatterns);
    let wrong = findings.iter().filter(|finding| finding.is_error() && finding.kind != FindingKind::Missing);
    problems
        .extend(wrong.map(|finding| messages::catalogue::wrong_default(&finding.pointer, &finding.message)));
    problems
}

fn text(entry: &Node, key: &str) -> Result<Option<String>, String> {
    match entry.get(key) {
        None => Ok(None),
        Some(node) => node
            .as_str()
            .map(|text| Some(text.to_owned()))
            .ok_or_else(|| messages::catalogue::key_must_be_text(key)),
    }
}

fn texts(entry: &Node, key: &str) -> Result<Vec<String>, String> {
    let Some(node) = entry.get(key) else { return Ok(Vec::new()) };
    let texts =
        node.items().and_then(|items| items.iter().map(|item| item.as_str().map(str::to_owned)).collect());
    texts.ok_or_else(|| messages::catalogue::key_must_be_texts(key))
}

fn flag(entry: &Node, key: &str) -> Result<bool, String> {
    match entry.get(key) {
        None => Ok(false),
        Some(node) => node
            .scalar()
            .and_then(Value::as_bool)
            .ok_or_else(|| messages::catalogue::key_must_be_true_or_false(key)),
    }
}

fn minutes(entry: &Node, key: &str) -> Result<Option<u32>, String> {
    let Some(node) = entry.get(key) else { return Ok(None) };
    let minutes = node.scalar().and_then(Value::as_u64).and_then(|minutes| u32::try_from(minutes).ok());
    minutes.map(Some).ok_or_else(|| messages::catalogue::key_must_be_minutes(key))
}

#[cfg(test)]
mod tests;
