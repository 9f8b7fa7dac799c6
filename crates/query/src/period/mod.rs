//! A range of days, or a named period.

mod day;
mod preset;

pub use preset::{MOST_DAYS, PRESETS, Preset, Span};

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use operation::parse_day;

use day::{first_of_month, number, plus, start};

/// A period of time. The default is any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// From one day to another, inclusive; `None` means unbounded.
    Days {
        /// First day.
        from: Option<NaiveDate>,
        /// Last day.
        to: Option<NaiveDate>,
    },
    /// A period relative to the current day.
    Preset(Preset),
}

/// Why a text isn't a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPeriod {
    /// A named period with a comparison sign, which only dates accept.
    NameWithSign(Preset),
    /// Neither a date nor a named period.
    Unknown,
}

impl Default for Period {
    fn default() -> Self {
        Self::ANY
    }
}

impl Period {
    /// Any time.
    pub const ANY: Self = Self::Days { from: None, to: None };

    /// Parses the parameters of an address: days such as `2024-01-15`, or `@last-night` as the first and an empty second.
    pub fn from_address(from: &str, to: &str) -> Option<Self> {
        if let Some(name) = from.strip_prefix('@') {
            return Preset::read(name).filter(|_| to.is_empty()).map(Self::Preset);
        }
        let bound = |text: &str| if text.is_empty() { Some(None) } else { parse_day(text).map(Some) };
        Some(Self::Days { from: bound(from)?, to: bound(to)? })
    }

    /// Formats as parameters of an address; empty where there is no bound.
    pub fn to_address(self) -> (String, String) {
        let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match self {
            Self::Days { from, to } => (text(from), text(to)),
            Self::Preset(preset) => (format!("@{}", preset.name()), String::new()),
        }
    }

    /// Start (inclusive) and end (exclusive), in the same local time as `now`; `None` means unbounded.
    pub fn bounds(self, now: NaiveDateTime) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        match self {
            Self::Days { from, to } => (from.map(start), to.map(|day| start(plus(day, 1)))),
            Self::Preset(preset) => {
                let span = preset.span(now);
                (Some(span.from), Some(span.to))
            }
        }
    }

    /// Whether the end is before the start.
    pub(crate) fn is_reversed(self) -> bool {
        matches!(self, Self::Days { from: Some(from), to: Some(to) } if from > to)
    }

    /// Combines the bounds of two periods, provided that each bound is set in only one of them.
    pub(crate) fn joined(self, other: Self) -> Option<Self> {
        if self == Self::ANY {
            return Some(other);
        }
        match (self, other) {
            (Self::Days { from, to: None }, Self::Days { from: None, to })
            | (Self::Days { from: None, to }, Self::Days { from, to: None }) => Some(Self::Days { from, to }),
            _ => None,
        }
    }

    /// Parses `>2024-01-01`, `2024-01-01..2024-01-31`, `2024-01`, `last-night`, `any`, …
    pub(crate) fn read(text: &str) -> Result<Self, NoPeriod> {
        let text = text.trim();
        if text == "*" || text.eq_ignore_ascii_case("any") {
            return Ok(Self::ANY);
        }
        if let Some(preset) = Preset::read(text) {
            return Ok(Self::Preset(preset));
        }
        let days = |from, to| Ok(Self::Days { from, to });
        let real = |day: NaiveDate| (0..=9999).contains(&day.year()).then_some(day).ok_or(NoPeriod::Unknown);
        for (sign, read) in SIGNS {
            if let Some(rest) = text.strip_prefix(sign) {
                let (first, last) = stretch(rest)?;
                return match read {
                    Sign::After => days(Some(real(plus(last, 1))?), None),
                    Sign::From => days(Some(first), None),
                    Sign::Before => days(None, Some(real(plus(first, -1))?)),
                    Sign::UpTo => days(None, Some(last)),
                    Sign::On => days(Some(first), Some(last)),
                };
            }
        }
        if let Some((first, last)) = text.split_once("..") {
            let from = if first.is_empty() { None } else { Some(stretch(first)?.0) };
            let to = if last.is_empty() { None } else { Some(stretch(last)?.1) };
            return if from.is_none() && to.is_none() { Err(NoPeriod::Unknown) } else { days(from, to) };
        }
        let (first, last) = stretch(text)?;
        days(Some(first), Some(last))
    }

    /// Formats it such that [`Self::read`] parses it again.
    pub(crate) fn written(self) -> String {
        match self {
            Self::Preset(preset) => preset.name(),
            Self::Days { from: None, to: None } => "any".to_owned(),
            Self::Days { from: Some(from), to: None } => format!(">={from}"),
            Self::Days { from: None, to: Some(to) } => format!("<={to}"),
            Self::Days { from: Some(from), to: Some(to) } if from == to => from.to_string(),
            Self::Days { from: Some(from), to: Some(to) } => format!("{from}..{to}"),
        }
    }
}

#[derive(Clone, Copy)]
enum Sign {
    After,
    From,
    Before,
    UpTo,
    On,
}

/// Longer signs first, because `>` is a prefix of `>=`.
const SIGNS: [(&str, Sign); 7] = [
    (">=", Sign::From),
    ("<=", Sign::UpTo),
    ("≥", Sign::From),
    ("≤", Sign::UpTo),
    (">", Sign::After),
    ("<", Sign::Before),
    ("=", Sign::On),
];

/// First and last day of a day, a month or a year.
fn stretch(text: &str) -> Result<(NaiveDate, NaiveDate), NoPeriod> {
    let text = text.trim();
    if let Some(day) = parse_day(text) {
        return Ok((day, day));
    }
    if let Some(preset) = Preset::read(text) {
        return Err(NoPeriod::NameWithSign(preset));
    }
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    if year.len() != 4 {
        return Err(NoPeriod::Unknown);
    }
    let first = |month: u16| {
        let year = number(year)?;
        NaiveDate::from_ymd_opt(year.into(), month.into(), 1)
    };
    let span = match month.map(number) {
        None => first(1).map(|day| (day, first_of_month(day, 12))),
        Some(Some(month @ 1..=12)) => first(month).map(|day| (day, first_of_month(day, 1))),
        Some(_) => None,
    };
    span.map(|(first, next)| (first, plus(next, -1))).ok_or(NoPeriod::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> (String, String) {
        Period::read(text).unwrap().to_address()
    }

    #[test]
    fn reads_every_form() {
        for (text, from, to) in [
            ("2024-01-15", "2024-01-15", "2024-01-15"),
            ("=2024-01-15", "2024-01-15", "2024-01-15"),
            (">2024-02-29", "2024-03-01", ""),
            (">=2024-01-15", "2024-01-15", ""),
            ("≥2024-01-15", "2024-01-15", ""),
            ("<2024-01-01", "", "2023-12-31"),
            ("<= 2024-01-15", "", "2024-01-15"),
            ("2024-01-01..2024-01-31", "2024-01-01", "2024-01-31"),
            ("2024-01-01..", "2024-01-01", ""),
            ("..2024-01-31", "", "2024-01-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-12", "2023-12-01", "2023-12-31"),
            ("2024", "2024-01-01", "2024-12-31"),
            (">2023", "2024-01-01", ""),
            ("<2024-03", "", "2024-02-29"),
            ("<=2024-02", "", "2024-02-29"),
            (">=2024-02", "2024-02-01", ""),
            ("2023-11..2024", "2023-11-01", "2024-12-31"),
            ("Last-Night", "@last-night", ""),
            ("any", "", ""),
            ("*", "", ""),
        ] {
            assert_eq!(address(text), (from.to_owned(), to.to_owned()), "{text}");
        }
    }

    #[test]
    fn rejects_the_rest() {
        for text in [
            "",
            "..",
            ">",
            "soon",
            "2024-13",
            "2024-02-30",
            "24",
            "2024-01-01T10:00",
            ">9999-12-31",
            "<0000-01-01",
            "a..b",
        ] {
            assert_eq!(Period::read(text), Err(NoPeriod::Unknown), "{text}");
        }
        for text in [">yesterday", "yesterday..today", "2024..today"] {
            assert!(matches!(Period::read(text), Err(NoPeriod::NameWithSign(_))), "{text}");
        }
    }

    #[test]
    fn addresses_are_read_back() {
        for text in ["any", "2024", ">=2024-01-01", "<=2024-01-01", "last-12-days"] {
            let period = Period::read(text).unwrap();
            let (from, to) = period.to_address();
            assert_eq!(Period::from_address(&from, &to), Some(period));
        }
        for (from, to) in [("@soon", ""), ("@today", "2024-01-01"), ("x", ""), ("", "x"), ("", "@today")] {
            assert_eq!(Period::from_address(from, to), None, "{from} {to}");
        }
    }

    #[test]
    fn bounds_are_half_open() {
        let now = parse_day("2024-01-15").unwrap().and_hms_opt(12, 0, 0).unwrap();
        let day = |text: &str| Some(start(parse_day(text).unwrap()));
        assert_eq!(Period::read("2023-12").unwrap().bounds(now), (day("2023-12-01"), day("2024-01-01")));
        assert_eq!(Period::read("<=2024-02-29").unwrap().bounds(now), (None, day("2024-03-01")));
        assert_eq!(Period::read("today").unwrap().bounds(now), (day("2024-01-15"), day("2024-01-16")));
        assert_eq!(Period::ANY.bounds(now), (None, None));
    }
}
