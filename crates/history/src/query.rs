//! What is asked of the history: plain values, no zones, no parsing of a query language.

use crate::pattern::Pattern;
use operation::{Column, TimeField};

/// Which rows, and in which order. The default is every row in the API's own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Any of these statuses; empty for all.
    pub statuses: Vec<String>,
    /// Any of these types; empty for all.
    pub types: Vec<String>,
    /// Any of these device ids, exactly; empty for all.
    pub devices: Vec<String>,
    /// Devices whose name, serial or id matches.
    pub group: Option<Pattern>,
    /// Rows whose time lies in a span.
    pub date: Option<DateFilter>,
    /// Terms separated by white space, `"phrases"` in double quotes; each must occur, without regard to case, in at least one field.
    pub text: String,
    /// The fields that `text` is looked for in.
    pub scope: TextScope,
    /// Order; `None` is the API's own.
    pub sort: Option<Sort>,
}

/// A span on one of the five times. A row without that time is left out as soon as one bound is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFilter {
    /// Which time.
    pub field: TimeField,
    /// First millisecond that belongs to it.
    pub from: Option<i64>,
    /// First millisecond that doesn't.
    pub to: Option<i64>,
}

/// The fields that free text is looked for in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextScope {
    /// `id`, `device_id`, `device_name`, `device_serial`.
    Identity,
    /// Those, and `operation_type`, `status` and the text of `operation_data`.
    #[default]
    Everything,
}

/// Order by one column, ties in the API's order, missing values last in both directions. Texts sort in natural order: without regard to
/// case, runs of digits as numbers. Data and extra fields have no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}
