//! The keywords of one schema object as fields. Absent keywords are `None` or empty.

use serde_json::{Number, Value};

/// The keywords of one schema object (or of `true` and `false`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules {
    /// The schema `false`: nothing is allowed.
    pub never: bool,
    pub reference: Option<String>,
    pub shown: Shown,
    pub types: Vec<Type>,
    pub choices: Option<Vec<Value>>,
    pub constant: Option<Value>,
    pub number: NumberRules,
    pub text: TextRules,
    pub object: ObjectRules,
    pub array: ArrayRules,
    pub all_of: Vec<Rules>,
    pub any_of: Vec<Rules>,
    pub one_of: Vec<Rules>,
    pub not: Option<Box<Rules>>,
    pub condition: Option<Box<Condition>>,
}

/// Keywords for display.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shown {
    pub title: Option<String>,
    pub description: Option<String>,
    pub default: Option<Value>,
    pub examples: Vec<Value>,
    pub read_only: bool,
    pub multiline: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NumberRules {
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub exclusive_minimum: Option<Number>,
    pub exclusive_maximum: Option<Number>,
    pub multiple_of: Option<Number>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextRules {
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
    pub pattern_hint: Option<String>,
    pub format: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ObjectRules {
    /// In source order. `None` if the keyword is absent: then no property counts as unknown.
    pub properties: Option<Vec<(String, Rules)>>,
    pub patterns: Vec<(String, Rules)>,
    pub additional: Option<Box<Rules>>,
    pub required: Vec<String>,
    pub dependent_required: Vec<(String, Vec<String>)>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ArrayRules {
    pub prefix: Vec<Rules>,
    pub items: Option<Box<Rules>>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique: bool,
}

/// `if`, `then`, `else`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    pub when: Rules,
    pub then: Option<Rules>,
    pub otherwise: Option<Rules>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// Whether a value is of this type; 1.0 is an integer.
    pub(crate) fn admits(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null)
            | (Self::Boolean, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Array, Value::Array(_))
            | (Self::Object, Value::Object(_)) => true,
            (Self::Integer, Value::Number(number)) => super::number::is_integer(number),
            _ => false,
        }
    }

    /// Name used in messages.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => messages::catalogue::type_true_or_false(),
            Self::Integer => messages::catalogue::type_whole_number(),
            Self::Number => messages::catalogue::type_number(),
            Self::String => messages::catalogue::type_text_in_quotes(),
            Self::Array => messages::catalogue::type_list(),
            Self::Object => messages::catalogue::type_object(),
        }
    }
}

impl ObjectRules {
    pub(crate) fn property(&self, name: &str) -> Option<&Rules> {
        self.properties.iter().flatten().find(|(known, _)| known == name).map(|(_, rules)| rules)
    }
}
