//! Reads a page row by row as texts, without building JSON values.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::fields::count;
use crate::page::{self, Keys, address};
use crate::texts::fast_path;
use crate::{DecodeError, Page, Row, RowTexts, Unreadable, decode_page};

/// The fields around the rows of a page, as in [`Page`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageHead {
    /// Total number of operations, if the server sends it.
    pub count: Option<u64>,
    /// URL of the next page on the API's own host.
    pub next: Option<String>,
    /// URL of the previous page.
    pub previous: Option<String>,
}

/// A decoded row, or the reason why decoding failed.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "nearly every row is the large one")]
pub enum DecodedRow<'a> {
    /// A row with an id.
    Texts(RowTexts<'a>),
    /// A row that couldn't be decoded. It is shown as raw JSON.
    Unreadable(Unreadable),
}

/// Receives the parts of a page.
pub trait PageSink {
    /// Called first, with the number of rows.
    fn head(&mut self, head: &PageHead, rows: usize);
    /// Called for each row, in order.
    fn row(&mut self, row: DecodedRow<'_>);
}

/// Reads a page like [`decode_page`], row by row. If it returns an error, the sink wasn't called.
pub fn each_row(bytes: &[u8], sink: &mut dyn PageSink) -> Result<(), DecodeError> {
    let text = page::text(bytes);
    let Ok(PlainPage { count: raw_count, next, previous, rows }) = serde_json::from_str(&text) else {
        decode_page(bytes)?.send_to(sink);
        return Ok(());
    };
    let value = |raw: Option<&RawValue>| serde_json::from_str(raw?.get()).ok();
    let head = PageHead {
        count: value(raw_count).as_ref().and_then(count),
        next: value(next).and_then(address),
        previous: value(previous).and_then(address),
    };
    sink.head(&head, rows.len());
    let mut keys = Keys::default();
    for (index, raw) in rows.into_iter().enumerate() {
        let row = match fast_path(raw.get()) {
            Some(row) => DecodedRow::Texts(row),
            None => Row::from_json(index, raw.get()).decoded(),
        };
        sink.row(match row {
            DecodedRow::Texts(row) if !keys.is_new(&row.id, row.device_key()) => {
                DecodedRow::Unreadable(Unreadable::same_key(index, raw.get()))
            }
            row => row,
        });
    }
    Ok(())
}

impl Page {
    fn send_to(self, sink: &mut dyn PageSink) {
        let head = PageHead { count: self.count, next: self.next, previous: self.previous };
        sink.head(&head, self.rows.len());
        self.rows.into_iter().for_each(|row| sink.row(row.decoded()));
    }
}

impl Row {
    fn decoded(self) -> DecodedRow<'static> {
        match self {
            Row::Operation(operation) => DecodedRow::Texts(RowTexts::from(&operation)),
            Row::Unreadable(row) => DecodedRow::Unreadable(row),
        }
    }
}

/// A paged object without duplicate fields: parsed in one pass, where other answers take two.
struct PlainPage<'a> {
    count: Option<&'a RawValue>,
    next: Option<&'a RawValue>,
    previous: Option<&'a RawValue>,
    rows: Vec<&'a RawValue>,
}

impl<'de: 'a, 'a> Deserialize<'de> for PlainPage<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = PlainPage<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a page")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let [mut count, mut next, mut previous] = [None; 3];
                let mut rows: Option<Vec<&'de RawValue>> = None;
                while let Some(name) = map.next_key::<Cow<'de, str>>()? {
                    let once = match &*name {
                        "count" => count.replace(map.next_value()?).is_none(),
                        "next" => next.replace(map.next_value()?).is_none(),
                        "previous" => previous.replace(map.next_value()?).is_none(),
                        "results" => rows.replace(map.next_value()?).is_none(),
                        _ => map.next_value::<IgnoredAny>().map(|_| true)?,
                    };
                    if !once {
                        return Err(A::Error::custom("a field twice"));
                    }
                }
                let rows = rows.ok_or_else(|| A::Error::missing_field("results"))?;
                Ok(PlainPage { count, next, previous, rows })
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
