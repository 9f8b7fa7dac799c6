//! A query of the history: plain values, without zones or query language.

use crate::filter::Pattern;
use operation::{Column, TimeField};

/// Filters and order. The default is every row in the API's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Any of these statuses; empty for all.
    pub statuses: Vec<String>,
    /// Any of these types; empty for all.
    pub types: Vec<String>,
    /// Any of these device ids, exactly; empty for all.
    pub devices: Vec<String>,
    /// Devices whose name, serial or id matches the pattern.
    pub group: Option<Pattern>,
    /// Rows with a time within a range.
    pub date: Option<DateFilter>,
    /// Terms separated by white space, or `"phrases"` in double quotes. Each must occur in at least one field. Case-insensitive.
    pub text: String,
    /// The fields that `text` is searched in.
    pub scope: TextScope,
    /// Order; `None` is the API's own.
    pub sort: Option<Sort>,
}

/// A range of one of the five times. Rows without that time don't match if either bound is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFilter {
    /// Which time.
    pub field: TimeField,
    /// Start in ms, inclusive.
    pub from: Option<i64>,
    /// End in ms, exclusive.
    pub to: Option<i64>,
}

impl DateFilter {
    /// Whether the range ends before it begins, so that no time is in it.
    pub fn is_reversed(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| from >= to)
    }
}

/// The fields that free text is searched in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextScope {
    /// `id`, `device_id`, `device_name`, `device_serial`.
    Identity,
    /// The identity fields, `operation_type`, `status` and the text of `operation_data`.
    #[default]
    Everything,
}

/// Order by one column. Ties are in the API's order, and missing values last in both directions. Texts sort in natural order:
/// case-insensitive, runs of digits as numbers. Data and extra fields have no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column to sort by.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}
