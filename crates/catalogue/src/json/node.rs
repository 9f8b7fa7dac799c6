//! A JSON value with positions and source order.

use super::Position;
use serde_json::Value;

/// A value and its position in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Position of the whole value.
    pub position: Position,
    /// The kind of value.
    pub kind: NodeKind,
}

/// Kind of a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Text, a number, a boolean or null.
    Scalar(Value),
    /// Items in order.
    Array(Vec<Node>),
    /// Members in source order; of duplicate names, the last wins.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name, unescaped.
    pub name: String,
    /// Position of the name, quotes included.
    pub name_position: Position,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value without positions.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.kind {
            NodeKind::Scalar(value) => value.clone(),
            NodeKind::Array(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            NodeKind::Object(members) => {
                Value::Object(members.iter().map(|m| (m.name.clone(), m.value.to_value())).collect())
            }
        }
    }

    /// Its text within `text`, from which it was parsed.
    #[must_use]
    pub fn source<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.position.offset..self.position.end()).unwrap_or_default()
    }

    /// The member of that name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members()?.iter().rfind(|member| member.name == name).map(|member| &member.value)
    }

    /// The members, if this is an object.
    #[must_use]
    pub fn members(&self) -> Option<&[Member]> {
        if let NodeKind::Object(members) = &self.kind { Some(members) } else { None }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn items(&self) -> Option<&[Self]> {
        if let NodeKind::Array(items) = &self.kind { Some(items) } else { None }
    }

    /// The scalar, if this is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Value> {
        if let NodeKind::Scalar(value) = &self.kind { Some(value) } else { None }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.scalar().and_then(Value::as_str)
    }
}
