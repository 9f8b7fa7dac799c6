//! Ordered fields of a JSON object, and lenient reading of single values.
//!
//! A value that the parser rejects (a number out of range, too deep nesting, an unpaired surrogate) affects only its field, not the
//! object: it is kept as a string of its source text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::Timestamp;

/// A name and its value, borrowed from the text if it has no escapes.
pub(crate) type Entry<'a, V> = (Cow<'a, str>, V);

/// The entries of an object, in order, with duplicates. Rejects anything else.
pub(crate) struct Entries<'a, V>(pub(crate) Vec<Entry<'a, V>>);

impl<'de: 'a, 'a, V: Deserialize<'de>> Deserialize<'de> for Entries<'a, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect<V>(std::marker::PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Collect<V> {
            type Value = Vec<Entry<'de, V>>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::with_capacity(16);
                while let Some(Name(name)) = map.next_key()? {
                    entries.push((name, map.next_value()?));
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Collect(std::marker::PhantomData)).map(Self)
    }
}

/// A field name. Plain `Cow` would always be copied by serde.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field name")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Collects unknown fields and problems while an object is read.
#[derive(Default)]
pub(crate) struct Leftover {
    pub(crate) extra: Map<String, Value>,
    pub(crate) problems: Vec<String>,
}

impl Leftover {
    /// The entries of the object in `raw`. Values that the parser rejects go directly into `self`.
    pub(crate) fn entries<'a>(&mut self, raw: &'a str) -> Result<Vec<Entry<'a, Value>>, serde_json::Error> {
        if let Ok(Entries(entries)) = serde_json::from_str::<Entries<'a, Value>>(raw) {
            return Ok(entries);
        }
        let Entries(texts) = serde_json::from_str::<Entries<'a, &'a RawValue>>(raw)?;
        let mut entries = Vec::with_capacity(texts.len());
        for (name, text) in texts {
            match serde_json::from_str::<Value>(text.get()) {
                Ok(value) => entries.push((name, value)),
                Err(error) => {
                    self.problems.push(messages::wire::field_unreadable(&name, &error.to_string()));
                    self.extra.insert(name.into_owned(), Value::String(text.get().to_owned()));
                }
            }
        }
        Ok(entries)
    }

    /// A text; a number or boolean is converted. Null and blank are `None`; a list or object is set aside.
    pub(crate) fn text(&mut self, name: &str, value: Value) -> Option<String> {
        match text(value) {
            Ok(text) => text,
            Err(value) => {
                self.set_aside(name, value, messages::wire::field_no_text);
                None
            }
        }
    }

    /// An instant. Any other value is set aside.
    pub(crate) fn time(&mut self, name: &str, value: Value) -> Option<Timestamp> {
        let read = match &value {
            Value::Null => return None,
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => Timestamp::parse(text),
            _ => None,
        };
        if read.is_none() {
            self.set_aside(name, value, messages::wire::field_no_time);
        }
        read
    }

    /// Keeps a known field whose value is invalid, and records the problem.
    pub(crate) fn set_aside(&mut self, name: &str, value: Value, why: fn(&str, &str) -> String) {
        let shown: String = value.to_string().chars().take(60).collect();
        self.problems.push(why(name, &shown));
        self.extra.insert(name.to_owned(), value);
    }
}

/// A text; a number or boolean is converted. Null and blank are `None`. Returns a list or object as the error.
pub(crate) fn text(value: Value) -> Result<Option<String>, Value> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(flag) => Ok(Some(flag.to_string())),
        other => Err(other),
    }
}

/// A non-negative integer, also as a string or with a zero fraction.
pub(crate) fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.trim().parse().ok().or_else(|| whole(number(text.trim())?)),
        _ => None,
    }
}

/// Parses a number in JSON syntax. Uses the JSON parser, which is linked anyway; the standard library's float parser would add 18 KB of
/// code and tables.
pub(crate) fn number(text: &str) -> Option<f64> {
    serde_json::from_str::<Value>(text).ok()?.as_f64()
}

fn whole(number: f64) -> Option<u64> {
    (number >= 0.0 && number.fract() == 0.0 && number <= 9_007_199_254_740_992.0).then_some(number as u64)
}

/// Trims white space; avoids a copy if there is none.
pub(crate) fn trimmed(text: String) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// Unwraps an object inside a JSON string, as some servers send `operation_data`. Other values are returned unchanged.
pub(crate) fn unwrap_object(value: Value) -> Value {
    match &value {
        Value::String(text) if text.trim_start().starts_with('{') => {
            serde_json::from_str(text).ok().filter(Value::is_object).unwrap_or(value)
        }
        _ => value,
    }
}

/// The source text of a field, for numbers too long for a number type.
pub(crate) fn raw_field(raw: &str, name: &str) -> Option<String> {
    let Entries(texts) = serde_json::from_str::<Entries<'_, &RawValue>>(raw).ok()?;
    let (_, text) = texts.into_iter().rev().find(|(key, _)| key == name)?;
    Some(text.get().to_owned())
}
