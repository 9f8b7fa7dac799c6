//! A query as plain values, one for each control of the list.

use operation::{Column, TimeField};

use crate::period::Period;

/// A query of the list. The default matches everything, in the API's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Id of a transaction; empty for all.
    pub id: String,
    /// Any of these statuses, each once; empty for all.
    pub statuses: Vec<String>,
    /// Any of these operation types, each once; empty for all.
    pub types: Vec<String>,
    /// Device id, name or serial, with `*` and `?` as wildcards; empty for all.
    pub device: String,
    /// Name of a group of devices; empty for all.
    pub group: String,
    /// The time that `period` applies to.
    pub date_of: TimeField,
    /// The period.
    pub period: Period,
    /// Order; `None` is the API's.
    pub sort: Option<SortBy>,
    /// Free text: words and phrases that must all occur; none is empty. [`crate::join_text`] joins them.
    pub text: Vec<String>,
    /// Terms that couldn't be parsed, as typed. They are kept, but have no effect.
    pub unread: Vec<String>,
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortBy {
    /// The column to sort by.
    pub column: Column,
    /// Largest or latest first.
    pub descending: bool,
}
