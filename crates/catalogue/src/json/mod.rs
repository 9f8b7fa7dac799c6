//! JSON text as edited by users: positions of values, error messages, and edits that preserve the rest of the text.
//!
//! `serde_json` parses numbers; this module adds positions, order of members, and messages. It accepts exactly the texts that `serde_json`
//! accepts, with the same depth limit.

mod node;
mod parser;
pub mod pointer;
mod splice;
mod text;
mod write;

pub use node::{Member, Node, NodeKind};
pub use parser::parse;
pub use splice::splice;
pub use text::{Position, utf16_range};
pub use write::{compact, compact_text, format, format_text};

use serde_json::Value;

/// A syntax error and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
    /// Message for users: "expected a comma or }".
    pub message: String,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&messages::catalogue::json_problem_at(
            self.line as u64,
            self.column as u64,
            &self.message,
        ))
    }
}

impl std::error::Error for SyntaxError {}

/// Valid JSON that is likely a mistake, such as a duplicate name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// Its position.
    pub position: Position,
    /// Message for users.
    pub message: String,
}

/// A parsed JSON text.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The value, as `serde_json` parses it: the last duplicate name wins.
    pub value: Value,
    /// The same value with positions, in source order.
    pub root: Node,
    /// Likely mistakes.
    pub warnings: Vec<SyntaxWarning>,
}

impl Document {
    /// Position of the value at a JSON pointer; `None` if it doesn't exist.
    #[must_use]
    pub fn position_of(&self, pointer: &str) -> Option<Position> {
        self.find(pointer).map(|(_, node)| node.position)
    }

    /// Position of a member's name; `None` for the root, array items and missing values.
    #[must_use]
    pub fn name_position_of(&self, pointer: &str) -> Option<Position> {
        self.find(pointer).and_then(|(name, _)| name)
    }

    /// Position of the value, or of the nearest existing ancestor: for a missing property, its object.
    #[must_use]
    pub fn nearest_position(&self, pointer: &str) -> Position {
        let mut rest = pointer;
        loop {
            if let Some(position) = self.position_of(rest) {
                return position;
            }
            match rest.rfind('/') {
                Some(cut) => rest = &rest[..cut],
                None => return self.root.position,
            }
        }
    }

    fn find(&self, pointer: &str) -> Option<(Option<Position>, &Node)> {
        let mut found = (None, &self.root);
        for token in pointer::tokens(pointer)? {
            found = match &found.1.kind {
                NodeKind::Object(members) => {
                    let member = members.iter().rfind(|member| member.name == token)?;
                    (Some(member.name_position), &member.value)
                }
                NodeKind::Array(items) => (None, items.get(pointer::index(&token)?)?),
                NodeKind::Scalar(_) => return None,
            };
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests;
