//! What a query asks. Plain values, one for each control of the list.

use operation::{Column, TimeField};

use crate::period::Period;

/// What is asked of the list; the default asks for everything in the API's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Only this transaction; empty for all.
    pub id: String,
    /// Any of these statuses, each once; empty for all.
    pub statuses: Vec<String>,
    /// Any of these operation types, each once; empty for all.
    pub types: Vec<String>,
    /// Device id, name or serial, with `*` and `?` as wildcards; empty for all.
    pub device: String,
    /// Name of a group of devices; empty for all.
    pub group: String,
    /// Which time `period` is about.
    pub date_of: TimeField,
    /// When.
    pub period: Period,
    /// Order; `None` is the API's.
    pub sort: Option<SortBy>,
    /// Free text: words and phrases, all of which must occur; none is empty. [`crate::join_text`] makes one text of them.
    pub text: Vec<String>,
    /// What could not be read, as it was typed. Has no effect, but is kept.
    pub unread: Vec<String>,
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortBy {
    /// By what.
    pub column: Column,
    /// Largest or latest first.
    pub descending: bool,
}
