//! The catalogue: the operation types that the schedule form knows. It never keeps a type out of use: a type that
//! isn't here can still be scheduled, with JSON alone.

use crate::NoPatterns;
use crate::form::defaults;
use crate::json::{self, Node, SyntaxError};
use crate::schema::{FindingKind, Schema};
use serde_json::Value;

/// A kind of operation, such as `firmware_update`.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationType {
    /// As in the API's `operation_type`.
    pub name: String,
    /// For people; the name in words where the catalogue gives none.
    pub title: String,
    /// What it does, in a sentence or two.
    pub description: Option<String>,
    /// A backup should exist before it runs (the API page: "always enable backup creation … for critical changes").
    pub critical: bool,
    /// How long it usually takes on one device, in minutes.
    pub estimated_minutes: Option<u32>,
    /// Other names under which the same type is reported.
    pub aliases: Vec<String>,
    /// What its `operation_data` looks like.
    pub schema: Schema,
}

/// The operation types, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The types that could be read.
    pub types: Vec<OperationType>,
    /// What the administrator should look at: types left out, keywords without effect, defaults that aren't valid.
    pub problems: Vec<String>,
}

/// A file that isn't a catalogue at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogueError {
    /// It isn't JSON.
    Syntax(SyntaxError),
    /// It is JSON without a list of types.
    NoTypes,
}

impl std::fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax(error) => write!(f, "the catalogue isn't valid JSON: {error}"),
            Self::NoTypes => f.write_str("the catalogue has no list named \"types\""),
        }
    }
}

impl std::error::Error for CatalogueError {}

impl Catalogue {
    /// Reads a catalogue file; see the crate's documentation for its format.
    ///
    /// # Errors
    /// The text isn't JSON or has no list of types. A single bad type is no error: it is left out and reported.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let document = json::parse(text).map_err(CatalogueError::Syntax)?;
        let entries = document.root.items().or_else(|| document.root.get("types")?.items());
        let mut catalogue = Self::default();
        for warning in &document.warnings {
            catalogue.problems.push(format!("line {}: {}", warning.position.line, warning.message));
        }
        for (index, entry) in entries.ok_or(CatalogueError::NoTypes)?.iter().enumerate() {
            match catalogue.read(entry) {
                Ok(operation_type) => catalogue.types.push(operation_type),
                Err(problem) => {
                    let name = entry.get("name").and_then(Node::as_str);
                    let which = name.map_or_else(|| format!("type number {}", index + 1), str::to_owned);
                    catalogue.problems.push(format!("{which} is left out: {problem}"));
                }
            }
        }
        Ok(catalogue)
    }

    /// The type of that name or alias.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&OperationType> {
        let by_name = self.types.iter().find(|known| known.name == name);
        by_name.or_else(|| self.types.iter().find(|known| known.aliases.iter().any(|alias| alias == name)))
    }

    fn read(&mut self, entry: &Node) -> Result<OperationType, String> {
        let members = entry.members().ok_or("it isn't an object")?;
        let name = text(entry, "name")?.filter(|name| !name.trim().is_empty()).ok_or("it has no \"name\"")?;
        let mut problems = Vec::new();
        for member in members.iter().filter(|member| !KEYS.contains(&member.name.as_str())) {
            problems.push(format!("\"{}\" isn't a part of an operation type", member.name));
        }
        let schema = match entry.get("schema") {
            Some(node) => {
                Schema::from_node(node).map_err(|error| format!("its schema can't be used: {error}"))?
            }
            None => Schema::anything(),
        };
        problems.extend(schema_problems(&schema));
        let aliases = texts(entry, "aliases")?;
        if let Some(taken) = aliases.iter().chain([&name]).find_map(|name| self.get(name)) {
            return Err(format!("its name or alias is taken by {}", taken.name));
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

/// What a schema says that it can't have meant.
fn schema_problems(schema: &Schema) -> Vec<String> {
    let mut problems: Vec<String> = schema
        .unsupported()
        .iter()
        .map(|keyword| format!("this part of its schema has no effect: {keyword}"))
        .collect();
    // The start of a form may lack what only a person can say, but what it has must be valid.
    let findings = schema.validate(&defaults(schema), &NoPatterns);
    let wrong = findings.iter().filter(|finding| finding.is_error() && finding.kind != FindingKind::Missing);
    problems.extend(wrong.map(|finding| format!("the default at {} {}", finding.pointer, finding.message)));
    problems
}

fn text(entry: &Node, key: &str) -> Result<Option<String>, String> {
    match entry.get(key) {
        None => Ok(None),
        Some(node) => {
            node.as_str().map(|text| Some(text.to_owned())).ok_or(format!("\"{key}\" must be text"))
        }
    }
}

fn texts(entry: &Node, key: &str) -> Result<Vec<String>, String> {
    let Some(node) = entry.get(key) else { return Ok(Vec::new()) };
    let texts =
        node.items().and_then(|items| items.iter().map(|item| item.as_str().map(str::to_owned)).collect());
    texts.ok_or(format!("\"{key}\" must be a list of texts"))
}

fn flag(entry: &Node, key: &str) -> Result<bool, String> {
    match entry.get(key) {
        None => Ok(false),
        Some(node) => {
            node.scalar().and_then(Value::as_bool).ok_or(format!("\"{key}\" must be true or false"))
        }
    }
}

fn minutes(entry: &Node, key: &str) -> Result<Option<u32>, String> {
    let Some(node) = entry.get(key) else { return Ok(None) };
    let minutes = node.scalar().and_then(Value::as_u64).and_then(|minutes| u32::try_from(minutes).ok());
    minutes.map(Some).ok_or(format!("\"{key}\" must be a whole number of minutes"))
}

#[cfg(test)]
mod tests;
