//! Date arithmetic. Callers convert the results to instants of a zone.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// Adds `days`, which may be negative. Years of a query are 0 to 9999, so this can't overflow the calendar.
pub(crate) fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}

/// First day of the month `later` months later; negative for earlier.
pub(crate) fn first_of_month(day: NaiveDate, later: i32) -> NaiveDate {
    let first = plus(day, -i64::from(day.day0()));
    let by = Months::new(later.unsigned_abs());
    let moved = if later < 0 { first.checked_sub_months(by) } else { first.checked_add_months(by) };
    moved.unwrap_or(first)
}

/// Midnight at the start of a day.
pub(crate) fn start(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// Parses one to four digits and nothing else.
pub(crate) fn number(text: &str) -> Option<u16> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use operation::parse_day;

    #[test]
    fn months_cross_years() {
        let day = parse_day("2024-01-31").unwrap();
        assert_eq!(first_of_month(day, -1), parse_day("2023-12-01").unwrap());
        assert_eq!(first_of_month(day, 0), parse_day("2024-01-01").unwrap());
        assert_eq!(first_of_month(day, 12), parse_day("2025-01-01").unwrap());
    }

    #[test]
    fn days_cross_the_first_and_the_last_year() {
        let written = |day: &str, days: i64| plus(parse_day(day).unwrap(), days).to_string();
        assert_eq!(written("9999-12-31", 1), "+10000-01-01");
        assert_eq!(written("0000-01-01", -1), "-0001-12-31");
    }
}
