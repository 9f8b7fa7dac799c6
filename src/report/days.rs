//! Pure: splits a time range into days, weeks, months or years for a histogram.

use crate::time::{
    span::Span,
    zones::{Offsets, start_of, wall_clock},
};
use chrono::{NaiveDate, Timelike};

/// Maximum number of bars; above it, a larger unit is used.
pub const MOST: usize = 100;

/// Adjacent spans without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    /// Unit of the spans.
    pub span: Span,
    /// The first day of each.
    pub firsts: Vec<NaiveDate>,
    /// Start of each span and end of the last, in ms since 1970: one more than there are spans.
    pub bounds: Vec<i64>,
}

/// The smallest unit that covers `first` to `last` within the limit; `None` if an instant is outside the calendar.
pub fn spans(first: i64, last: i64, zone: &str, offsets: &impl Offsets) -> Option<Spans> {
    let day = |ms| wall_clock(offsets, zone, ms).map(|wall| wall.date());
    let (from, to) = (day(first)?, day(last)?);
    [Span::Day, Span::Week, Span::Month, Span::Year].into_iter().find_map(|span| {
        let firsts = firsts(span, from, to)?;
        let end = span.next(*firsts.last()?)?;
        let bounds = firsts.iter().chain([&end]).map(|day| start_of(offsets, zone, *day));
        Some(Spans { span, bounds: bounds.collect::<Option<Vec<i64>>>()?, firsts })
    })
}

fn firsts(span: Span, from: NaiveDate, to: NaiveDate) -> Option<Vec<NaiveDate>> {
    let mut firsts = vec![span.first(from)?];
    loop {
        let next = span.next(*firsts.last()?)?;
        if next > to {
            return Some(firsts);
        }
        if firsts.len() == MOST {
            return None;
        }
        firsts.push(next);
    }
}

/// Formats an instant for a report, `2024-01-15 10:00:05`, in local time of a zone. The report names the zone once.
pub fn moment(ms: i64, zone: &str, offsets: &impl Offsets) -> String {
    let Some(wall) = wall_clock(offsets, zone, ms) else { return crate::time::iso::write(ms) };
    let clock = (wall.hour(), wall.minute(), wall.second());
    format!("{} {:02}:{:02}:{:02}", Span::Day.name(wall.date()), clock.0, clock.1, clock.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ahead;

    impl Offsets for Ahead {
        fn offset_seconds(&self, zone: &str, _: i64) -> Option<i32> {
            Some(if zone == "UTC" { 0 } else { 7200 })
        }
    }

    const DAY: i64 = 86_400_000;
    /// 2024-01-15, a Monday.
    const MIDNIGHT: i64 = 1_705_276_800_000;

    fn names(first: i64, last: i64, zone: &str) -> (Span, Vec<String>) {
        let spans = spans(first, last, zone, &Ahead).unwrap();
        assert_eq!(spans.bounds.len(), spans.firsts.len() + 1);
        assert!(
            spans.bounds.first().is_some_and(|b| *b <= first)
                && spans.bounds.last().is_some_and(|b| *b > last)
        );
        (spans.span, spans.firsts.iter().map(|first| spans.span.name(*first)).collect())
    }

    #[test]
    fn days_are_local_to_the_zone() {
        assert_eq!(names(MIDNIGHT, MIDNIGHT + DAY - 1, "UTC"), (Span::Day, vec!["2024-01-15".into()]));
        let there = names(MIDNIGHT, MIDNIGHT + DAY - 1, "Two").1;
        assert_eq!(there, ["2024-01-15", "2024-01-16"]);
    }

    #[test]
    fn instant_is_local_to_the_zone() {
        assert_eq!(moment(MIDNIGHT + 5_000, "UTC", &Ahead), "2024-01-15 00:00:05");
        assert_eq!(moment(MIDNIGHT + 5_000, "Two", &Ahead), "2024-01-15 02:00:05");
    }

    #[test]
    fn longer_ranges_use_larger_units() {
        let (span, weeks) = names(MIDNIGHT + 2 * DAY, MIDNIGHT + 200 * DAY, "UTC");
        assert_eq!(
            (span, weeks.first().map(String::as_str), weeks.len()),
            (Span::Week, Some("2024-01-15"), 29)
        );
        let (span, months) = names(MIDNIGHT, MIDNIGHT + 1000 * DAY, "UTC");
        assert_eq!(
            (span, months.first().map(String::as_str), months.len()),
            (Span::Month, Some("2024-01"), 34)
        );
        assert_eq!(names(MIDNIGHT, MIDNIGHT + 4000 * DAY, "UTC").0, Span::Year);
    }

    #[test]
    fn ranges_outside_the_calendar_have_no_spans() {
        assert_eq!(spans(i64::MIN, i64::MAX, "UTC", &Ahead), None);
        assert_eq!(spans(-60_000_000_000_000, MIDNIGHT, "UTC", &Ahead), None, "more years than bars");
    }
}
