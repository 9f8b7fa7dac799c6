//! Problems of a query, with messages.

use std::fmt;
use std::ops::Range;

use messages::query as text;
use operation::TimeField;

use crate::field::Field;
use crate::period::Preset;

/// A problem to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Byte range in the text.
    pub span: Range<usize>,
    /// The kind of problem. `to_string` gives the message.
    pub kind: ProblemKind,
    /// Replacement for `span`.
    pub suggestion: Option<String>,
}

/// Kinds of problems. Terms with one of the last four still apply; with the others they have no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No field has this name.
    UnknownField(String),
    /// No value after the colon.
    NoValue(Field),
    /// Several values for a field that takes one.
    OneValue(Field),
    /// A second term for a field that is already set.
    Twice(Field),
    /// A second date field.
    OtherDate {
        /// The date field that is already set.
        set: TimeField,
        /// The second one.
        other: TimeField,
    },
    /// Neither a date nor a named period.
    NoPeriod(String),
    /// A named period with `>`, `<` or `..`.
    PeriodWithSign(Preset),
    /// Not a column that can be sorted by.
    NoColumn(String),
    /// `AND`, `OR` or `NOT`.
    Operator(String),
    /// `-status:failed`
    Exclusion(Field),
    /// A range that ends before it begins. It applies and matches nothing.
    Reversed,
    /// A quote without a closing quote. It extends to the end of the text.
    OpenQuote,
    /// A status that doesn't occur in the history.
    UnknownStatus(String),
    /// An operation type that doesn't occur in the history.
    UnknownType(String),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::UnknownField(name) => text::unknown_field(name),
            Self::NoValue(field) => text::value_missing(field.name()),
            Self::OneValue(field) => text::takes_one_value(field.name()),
            Self::Twice(field) => text::has_another_value(field.name()),
            Self::OtherDate { set, other } => text::only_one_date(set.name(), other.name()),
            Self::NoPeriod(text) => text::no_date(text),
            Self::PeriodWithSign(preset) => text::period_stands_alone(&preset.name()),
            Self::NoColumn(text) => text::no_sort_column(text),
            Self::Operator(word) if word == "OR" => text::or_not_needed().to_owned(),
            Self::Operator(word) if word == "AND" => text::and_not_needed().to_owned(),
            Self::Operator(word) => text::operator_not_possible(word),
            Self::Exclusion(field) => text::leaving_out_not_possible(field.name()),
            Self::Reversed => text::last_day_before_first().to_owned(),
            Self::OpenQuote => text::quote_not_closed().to_owned(),
            Self::UnknownStatus(status) => text::unknown_status(status),
            Self::UnknownType(value) => text::unknown_type(value),
        };
        out.write_str(&message)
    }
}
