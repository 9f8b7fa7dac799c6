//! What a query asks. Plain values, one for each control of the list.

use crate::field::{TIMES, TimeName};
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
    pub date_of: TimeName,
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

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Transaction.
    Id,
    /// Operation type.
    Type,
    /// Device, by name.
    Device,
    /// Status.
    Status,
    /// Progress.
    Progress,
    /// The device's serial number.
    Serial,
    /// The priority of the previous revision.
    Priority,
    /// One of the five times.
    Time(TimeName),
}

const PLAIN: [Column; 7] = [
    Column::Id,
    Column::Type,
    Column::Device,
    Column::Status,
    Column::Progress,
    Column::Serial,
    Column::Priority,
];

impl Column {
    /// Every column, the times first: they are what lists are mostly sorted by.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TIMES.into_iter().map(Self::Time).chain(PLAIN)
    }

    /// Its name in a query and in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Type => "type",
            Self::Device => "device",
            Self::Status => "status",
            Self::Progress => "progress",
            Self::Serial => "serial",
            Self::Priority => "priority",
            Self::Time(time) => time.name(),
        }
    }

    /// The column of exactly that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::all().find(|column| column.name() == name)
    }
}
