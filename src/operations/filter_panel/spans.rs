//! Pure: splits the time range of a history into bars.

use crate::time::span::{Span, ends, year_bounds, years_to_draw};
use chrono::{Days, NaiveDate, NaiveTime};

/// Maximum number of bars that can be told apart.
pub const MOST_BARS: usize = 70;

const DAY_MS: i64 = 86_400_000;

/// First days of the bars that cover both days, followed by the first day after the last bar. Uses the smallest unit that stays under the bar limit.
pub fn cut(first: NaiveDate, last: NaiveDate) -> (Span, Vec<NaiveDate>) {
    let cut_by = |unit: Span| {
        let mut starts = Vec::new();
        let mut next = unit.first(first);
        while let Some(start) = next {
            starts.push(start);
            // Years are the largest unit, so their number isn't limited.
            if start > last || (starts.len() > MOST_BARS + 1 && unit != Span::Year) {
                break;
            }
            next = unit.next(start);
        }
        starts
    };
    for unit in [Span::Day, Span::Week, Span::Month] {
        let starts = cut_by(unit);
        if starts.len() <= MOST_BARS + 1 {
            return (unit, starts);
        }
    }
    (Span::Year, cut_by(Span::Year))
}

/// First and last day (UTC) to draw. Far dates are left out, see [`years_to_draw`]. `count` counts the rows between ascending instants. The result may be off by a day, as days start at other
/// times in other zones, or by a year if the range is so long that this doesn't show.
pub fn extent(mut count: impl FnMut(&[i64]) -> Vec<usize>) -> Option<(NaiveDate, NaiveDate)> {
    let ms = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    let (first, last) = years_to_draw(&count(&year_bounds()), MOST_BARS)?;
    // The first index is year 1.
    let year = |index: usize| NaiveDate::from_ymd_opt(i32::try_from(index + 1).ok()?, 1, 1);
    let (from, to) = (year(first)?, year(last + 1)?);
    if last - first >= MOST_BARS / 12 {
        return Some((from, to.pred_opt()?));
    }
    let days = (ms(to) - ms(from)) / DAY_MS;
    let bounds: Vec<i64> = (0..=days).map(|day| ms(from) + day * DAY_MS).collect();
    let (first, last) = ends(&count(&bounds))?;
    let day = |number: usize| from.checked_add_days(Days::new(number as u64));
    Some((day(first)?, day(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn smallest_unit_within_the_bar_limit_is_used() {
        let (unit, starts) = cut(day("2024-02-27"), day("2024-03-01"));
        assert_eq!((unit, starts.len()), (Span::Day, 5));
        assert_eq!((starts[0], starts[4]), (day("2024-02-27"), day("2024-03-02")));
        let (unit, starts) = cut(day("2024-01-03"), day("2024-06-30"));
        assert_eq!((unit, starts[0], starts[1]), (Span::Week, day("2024-01-01"), day("2024-01-08")));
        assert_eq!(*starts.last().unwrap(), day("2024-07-01"));
        assert_eq!(cut(day("2020-05-31"), day("2024-06-30")).0, Span::Month);
        let (unit, starts) = cut(day("1970-05-31"), day("2199-06-30"));
        assert_eq!((unit, starts.len()), (Span::Year, 231));
        assert_eq!(cut(day("2024-01-01"), day("2024-01-01")).1.len(), 2);
    }

    #[test]
    fn extent_finds_the_first_and_last_day() {
        let found = |rows: &[&str]| {
            let at: Vec<i64> = rows
                .iter()
                .map(|row| row.parse::<chrono::NaiveDateTime>().unwrap().and_utc().timestamp_millis())
                .collect();
            extent(|bounds| {
                bounds
                    .windows(2)
                    .map(|b| at.iter().filter(|at| b[0] <= **at && **at < b[1]).count())
                    .collect()
            })
        };
        assert_eq!(found(&[]), None);
        assert_eq!(
            found(&["2024-02-29T23:59:59", "2023-01-01T00:00:00", "2024-01-05T10:00:00"]),
            Some((day("2023-01-01"), day("2024-02-29")))
        );
        assert_eq!(
            found(&["2000-02-29T00:00:00", "2024-01-05T10:00:00"]),
            Some((day("2000-01-01"), day("2024-12-31")))
        );
        let mut rows = vec!["2024-02-29T00:00:00"; 40];
        rows.extend(["0001-01-02T00:00:00", "9999-12-31T23:59:59"]);
        assert_eq!(found(&rows), Some((day("2024-02-29"), day("2024-02-29"))), "far dates are left out");
    }
}
