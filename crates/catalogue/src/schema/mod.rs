//! The supported subset of JSON Schema (see the crate's documentation): parsing and validation.

mod applicable;
mod compile;
mod finding;
mod formats;
mod number;
mod pattern;
mod rules;
mod unknown;
mod validate;
mod value_messages;

pub use finding::{Finding, FindingKind, Severity};
pub use pattern::{NoPatterns, PatternMatcher};

pub(crate) use applicable::Applicable;
pub(crate) use number::{as_decimal, same};
pub(crate) use rules::{Rules, Type};

use crate::json::{self, Node};
use serde_json::Value;
use std::collections::BTreeMap;

/// A compiled schema for validation and forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    root: Rules,
    /// Target of each `$ref`, by its text.
    references: BTreeMap<String, Rules>,
    unsupported: Vec<String>,
}

/// An invalid schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    /// JSON pointer to the place in the schema; empty for the root.
    pub pointer: String,
    /// Message for the administrator.
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
    /// Parses a schema from JSON text.
    ///
    /// # Errors
    /// The text isn't JSON, or a keyword has an invalid value.
    pub fn parse(text: &str) -> Result<Self, SchemaError> {
        let document = json::parse(text)
            .map_err(|error| SchemaError { pointer: String::new(), message: error.to_string() })?;
        Self::from_node(&document.root)
    }

    /// Compiles a schema from a parsed JSON value, preserving the order of members.
    ///
    /// # Errors
    /// A keyword has an invalid value, or a `$ref` can't be resolved.
    pub fn from_node(node: &Node) -> Result<Self, SchemaError> {
        compile::compile(node)
    }

    /// The schema without rules, for types that aren't in the catalogue.
    #[must_use]
    pub fn anything() -> Self {
        Self { root: Rules::default(), references: BTreeMap::new(), unsupported: Vec::new() }
    }

    /// Unsupported keywords, each with its place: `/properties/checks: "contains"`.
    #[must_use]
    pub fn unsupported(&self) -> &[String] {
        &self.unsupported
    }

    /// Validates a value: errors in the order of the schema, followed by warnings.
    ///
    /// The value is valid if no finding is an error; see [`Finding::is_error`].
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
