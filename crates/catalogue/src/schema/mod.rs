//! JSON Schema, the subset named in the crate's documentation: reading it, and checking values against it.

mod applicable;
mod compile;
mod finding;
mod formats;
mod number;
mod pattern;
mod rules;
mod unknown;
mod validate;
mod words;

pub use finding::{Finding, FindingKind, Severity};
pub use pattern::{NoPatterns, PatternMatcher};

pub(crate) use applicable::Applicable;
pub(crate) use number::{as_decimal, same};
pub(crate) use rules::{Rules, Type};

use crate::json::{self, Node};
use serde_json::Value;
use std::collections::BTreeMap;

/// A schema, ready to check values and to draw forms from.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    root: Rules,
    /// What each `$ref` leads to, by the text of the reference.
    references: BTreeMap<String, Rules>,
    unsupported: Vec<String>,
}

/// A schema that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    /// JSON pointer to the place in the schema; empty for the whole.
    pub pointer: String,
    /// What is wrong there, for the administrator who wrote it.
    pub message: String,
}

impl std::fmt::Display for SchemaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.pointer.is_empty() {
            f.write_str(&messages::catalogue::schema_problem(&self.message))
        } else {
            write!(f, "{}: {}", self.pointer, self.message)
        }
    }
}

impl std::error::Error for SchemaError {}

impl Schema {
    /// Reads a schema from JSON text.
    ///
    /// # Errors
    /// The text isn't JSON, or a keyword has a value that it can't have.
    pub fn parse(text: &str) -> Result<Self, SchemaError> {
        let document = json::parse(text)
            .map_err(|error| SchemaError { pointer: String::new(), message: error.to_string() })?;
        Self::from_node(&document.root)
    }

    /// Reads a schema from a parsed JSON value, whose order of members is kept.
    ///
    /// # Errors
    /// A keyword has a value that it can't have, or a `$ref` leads nowhere.
    pub fn from_node(node: &Node) -> Result<Self, SchemaError> {
        compile::compile(node)
    }

    /// The schema that allows everything and names nothing: for types that aren't in the catalogue.
    #[must_use]
    pub fn anything() -> Self {
        Self { root: Rules::default(), references: BTreeMap::new(), unsupported: Vec::new() }
    }

    /// Keywords that have no effect here, each with its place: `/properties/checks: "contains"`.
    #[must_use]
    pub fn unsupported(&self) -> &[String] {
        &self.unsupported
    }

    /// Everything that is wrong or odd about a value: first the errors, in the order of the schema, then the warnings.
    ///
    /// The value is valid when no finding is an error; see [`Finding::is_error`].
    #[must_use]
    pub fn validate(&self, value: &Value, patterns: &impl PatternMatcher) -> Vec<Finding> {
        let mut findings = validate::errors(self, value, patterns);
        findings.extend(unknown::warnings(self, value, patterns));
        findings
    }

    pub(crate) fn root(&self) -> &Rules {
        &self.root
    }

    pub(crate) fn reference(&self, reference: &str) -> Option<&Rules> {
        self.references.get(reference)
    }
}

#[cfg(test)]
mod tests;
