//! Pure: the day, week, month or year that a bar of a histogram stands for.

use chrono::{Datelike, Days, Months, NaiveDate};

/// Length of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Span {
    /// Its unit as a word, such as "day".
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => messages::time::day(),
            Self::Week => messages::time::week(),
            Self::Month => messages::time::month(),
            Self::Year => messages::time::year(),
        }
    }

    /// The first day of the span that contains `day`; `None` at the end of the calendar.
    pub fn first(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())),
            Self::Month => day.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        }
    }

    /// The first day of the next span; `None` at the end of the calendar.
    pub fn next(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => first.checked_add_days(Days::new(1)),
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Month => first.checked_add_months(Months::new(1)),
            Self::Year => first.checked_add_months(Months::new(12)),
        }
    }

    /// The label: its first day, its month, or its year.
    pub fn name(self, first: NaiveDate) -> String {
        let (year, month, day) = (first.year(), first.month(), first.day());
        match self {
            Self::Day | Self::Week => format!("{year}-{month:02}-{day:02}"),
            Self::Month => format!("{year}-{month:02}"),
            Self::Year => year.to_string(),
        }
    }
}
