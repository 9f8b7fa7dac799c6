//! A page of the list, in any wrapping.

use std::borrow::Cow;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::decode_error::looks_like_html;
use crate::fields::{Entries, Entry, count};
use crate::{DecodeError, Operation};

/// One page of `GET /inventory_device_headless_operation/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Total number of operations, if the server sends it.
    pub count: Option<u64>,
    /// URL of the next page on the API's own host. Only shows that there is one: a client behind a proxy can't use it.
    pub next: Option<String>,
    /// URL of the previous page, with the same restriction.
    pub previous: Option<String>,
    /// The rows, in the server's order.
    pub rows: Vec<Row>,
}

/// The API's count, unless the page at `offset` contradicts it: there are more rows, or `next` says so. Some servers cap the count.
pub fn believed_count(count: Option<u64>, offset: usize, rows: usize, more: bool) -> Option<u64> {
    let end = offset.saturating_add(rows) as u64;
    count.filter(|&count| rows == 0 || end < count || (end == count && !more))
}

/// A decoded row, or the reason why decoding failed.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "nearly every row is the large one: a box each would only cost")]
pub enum Row {
    /// A row with an id.
    Operation(Operation),
    /// A row that couldn't be decoded. It is shown as raw JSON.
    Unreadable(Unreadable),
}

/// A row that isn't an object, has no readable `id`, or has the key of an earlier row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its index in the page, from 0.
    pub index: usize,
    /// Its JSON as sent.
    pub raw: String,
    /// Why it couldn't be decoded, as text for users.
    pub why: String,
}

impl Unreadable {
    /// A row with the key of an earlier row of the page. Stored as an operation, it would overwrite that one.
    pub(crate) fn same_key(index: usize, raw: &str) -> Self {
        Self { index, raw: raw.to_owned(), why: messages::wire::row_same_key().to_owned() }
    }
}

/// The keys of the rows of a page, sorted.
#[derive(Default)]
pub(crate) struct Keys(Vec<String>);

impl Keys {
    /// Adds a key. Returns whether no earlier row has it.
    pub fn is_new(&mut self, id: &str, device: &str) -> bool {
        let key = [id, "\0", device].concat();
        self.0.binary_search(&key).map_err(|at| self.0.insert(at, key)).is_err()
    }
}

impl Row {
    /// Reads one row of a page from its JSON.
    pub fn from_json(index: usize, raw: &str) -> Self {
        match Operation::from_json(raw) {
            Ok(operation) => Self::Operation(operation),
            Err(why) => Self::Unreadable(Unreadable { index, raw: raw.to_owned(), why }),
        }
    }
}

/// Reads a page: the paged object, where `null` is an empty list, a plain list, or a single operation (some servers answer `?id=` that way).
/// An empty plain list isn't one: any API may answer so.
pub fn decode_page(bytes: &[u8]) -> Result<Page, DecodeError> {
    let text = text(bytes);
    let rows = |list: Vec<&RawValue>| {
        let mut keys = Keys::default();
        let read = |(index, raw): (usize, &RawValue)| match Row::from_json(index, raw.get()) {
            Row::Operation(row) if !keys.is_new(&row.id, row.device_key()) => {
                Row::Unreadable(Unreadable::same_key(index, raw.get()))
            }
            row => row,
        };
        list.into_iter().enumerate().map(read).collect()
    };
    match body(&text)? {
        Body::List(list) if !list.is_empty() => Ok(Page { rows: rows(list), ..Page::default() }),
        Body::Object { fields, results: None } if raw(&fields, "id").is_some() => {
            Ok(Page { count: Some(1), rows: vec![Row::from_json(0, text.trim())], ..Page::default() })
        }
        Body::Object { fields, results } if results.is_some() || has_null_results(&fields) => Ok(Page {
            count: value(&fields, "count").as_ref().and_then(count),
            next: value(&fields, "next").and_then(address),
            previous: value(&fields, "previous").and_then(address),
            rows: rows(results.unwrap_or_default()),
        }),
        Body::List(_) | Body::Object { .. } => {
            Err(DecodeError::not_this_api(messages::wire::neither_results_nor_id()))
        }
        Body::Other => Err(DecodeError::not_this_api(messages::wire::no_object_or_list())),
    }
}

/// The top level of an answer; rows are still text.
pub(crate) enum Body<'a> {
    List(Vec<&'a RawValue>),
    /// An object, and its `results` if they are a list.
    Object {
        fields: Vec<Entry<'a, &'a RawValue>>,
        results: Option<Vec<&'a RawValue>>,
    },
    Other,
}

/// The bytes as text: without byte order mark, and with replacement characters for invalid UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Checking first is several times as fast as the lossy conversion.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Reads the top level of an answer. The error describes what it is instead of JSON.
pub(crate) fn body(text: &str) -> Result<Body<'_>, DecodeError> {
    let refused = |error| looks_like_html(text).unwrap_or_else(|| DecodeError::not_json(&error));
    match text.trim_start().as_bytes().first() {
        Some(b'[') => serde_json::from_str(text).map(Body::List).map_err(refused),
        Some(b'{') => {
            let Entries(fields) = serde_json::from_str::<Entries<'_, &RawValue>>(text).map_err(refused)?;
            let results = raw(&fields, "results").and_then(|list| serde_json::from_str(list).ok());
            Ok(Body::Object { fields, results })
        }
        _ => serde_json::from_str::<&RawValue>(text).map(|_| Body::Other).map_err(refused),
    }
}

/// Value of the last field with this name.
pub(crate) fn value(fields: &[Entry<'_, &RawValue>], name: &str) -> Option<Value> {
    serde_json::from_str(raw(fields, name)?).ok()
}

/// Whether the answer writes an empty list as `null`.
pub(crate) fn has_null_results(fields: &[Entry<'_, &RawValue>]) -> bool {
    raw(fields, "results") == Some("null")
}

fn raw<'a>(fields: &[Entry<'a, &'a RawValue>], name: &str) -> Option<&'a str> {
    fields.iter().rev().find(|(key, _)| key == name).map(|(_, raw)| raw.get())
}

pub(crate) fn address(value: Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}
