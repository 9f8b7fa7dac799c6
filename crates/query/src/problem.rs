//! What is wrong with a query, in words.

use std::fmt;
use std::ops::Range;

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
        match self {
            Self::UnknownField(name) => {
                write!(out, "There is no field \"{name}\". To look for it as text, put it in quotes.")
            }
            Self::NoValue(field) => write!(out, "A value is missing after \"{}:\", without a blank.", field.name()),
            Self::OneValue(field) => {
                write!(out, "\"{}:\" takes one value. A comma that belongs to it goes in quotes.", field.name())
            }
            Self::Twice(field) => write!(out, "\"{}:\" has another value already.", field.name()),
            Self::OtherDate { set, other } => {
                write!(out, "Only one date at a time: \"{}:\" is set, so \"{}:\" is left aside.", set.name(), other.name())
            }
            Self::NoPeriod(text) => {
                write!(out, "\"{text}\" is no date. Write 2024-01-15, >2024-01-15, 2024-01-01..2024-01-31 or last-night.")
            }
            Self::PeriodWithSign(preset) => {
                write!(out, "\"{}\" stands alone; >, < and .. go with days such as 2024-01-15.", preset.name())
            }
            Self::NoColumn(text) => write!(out, "There is no column \"{text}\" to sort by."),
            Self::Operator(word) if word == "OR" => {
                out.write_str("OR is not needed: several values go in one field, status:failed,cancelled. As text, put it in quotes.")
            }
            Self::Operator(word) if word == "AND" => {
                out.write_str("AND is not needed: all parts have to hold. As text, put it in quotes.")
            }
            Self::Operator(word) => write!(out, "{word} is not possible. As text, put it in quotes."),
            Self::LeavingOut(field) => {
                write!(out, "Leaving out by \"-\" is not possible. Name what is wanted after \"{}:\".", field.name())
            }
            Self::Reversed => out.write_str("The last day lies before the first, so nothing can match."),
            Self::OpenQuote => out.write_str("The quote is not closed."),
            Self::UnknownStatus(status) => write!(out, "Nothing that is loaded has the status \"{status}\"."),
            Self::UnknownType(kind) => write!(out, "Nothing that is loaded has the type \"{kind}\"."),
        }
    }
}
