//! What is wrong with a query, in words.

use std::fmt;
use std::ops::Range;

use messages::query as text;
use operation::TimeField;

use crate::field::Field;
use crate::preset::Preset;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the text that it is about.
    pub span: Range<usize>,
    /// What it is. `to_string` says it in plain words.
    pub trouble: Trouble,
    /// What could stand in place of `span`.
    pub suggestion: Option<String>,
}

/// What can be wrong. The last four are read all the same; the others have no effect on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No field has this name.
    UnknownField(String),
    /// Nothing stands behind the colon.
    NoValue(Field),
    /// Several values for a field that takes one.
    OneValue(Field),
    /// Another value for a field that has one already.
    Twice(Field),
    /// Another date while one is set.
    OtherDate {
        /// The time that is asked for already.
        set: TimeField,
        /// The other one.
        other: TimeField,
    },
    /// Neither a day nor a period by name.
    NoPeriod(String),
    /// A period by name with `>`, `<` or `..`.
    PeriodWithSign(Preset),
    /// No column to sort by.
    NoColumn(String),
    /// `AND`, `OR` or `NOT`.
    Operator(String),
    /// `-status:failed`
    LeavingOut(Field),
    /// A span that ends before it begins. It is read, and nothing lies in it.
    Reversed,
    /// A quote without its second one. It is read as if the text ended with it.
    OpenQuote,
    /// A status that nothing has.
    UnknownStatus(String),
    /// An operation type that nothing has.
    UnknownType(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
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
            Self::LeavingOut(field) => text::leaving_out_not_possible(field.name()),
            Self::Reversed => text::last_day_before_first().to_owned(),
            Self::OpenQuote => text::quote_not_closed().to_owned(),
            Self::UnknownStatus(status) => text::unknown_status(status),
            Self::UnknownType(kind) => text::unknown_type(kind),
        };
        out.write_str(&said)
    }
}
