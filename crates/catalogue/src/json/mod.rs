//! JSON text as people write it: where each value stands, what is wrong in words, and edits that leave the rest alone.
//!
//! `serde_json` decides what numbers mean; this module adds positions, order of members, and messages. It accepts
//! exactly the texts that `serde_json` accepts, its depth limit included.

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
pub use write::{compact, format};

use serde_json::Value;

/// A text that isn't JSON, and where it stops being so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
    /// What is wrong, for people: "expected a comma or }".
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

/// Something in valid JSON that its writer hardly meant, such as a name given twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// Where it stands.
    pub position: Position,
    /// What is odd, for people.
    pub message: String,
}

/// A JSON text, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The value, as `serde_json` would have read it: of a name given twice, the last counts.
    pub value: Value,
    /// The same with positions and in the order written.
    pub root: Node,
    /// Oddities that don't keep the text from being read.
    pub warnings: Vec<SyntaxWarning>,
}

impl Document {
    /// Where the value at a JSON pointer stands in the text; `None` where there is no such value.
    #[must_use]
    pub fn position_of(&self, pointer: &str) -> Option<Position> {
        self.find(pointer).map(|(_, node)| node.position)
    }

    /// Where the name of a member stands; `None` for the root, array items, and what isn't there.
    #[must_use]
    pub fn name_position_of(&self, pointer: &str) -> Option<Position> {
        self.find(pointer).and_then(|(name, _)| name)
    }

    /// The position of the value, or of the nearest thing around it that exists: for a missing property, its object.
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
