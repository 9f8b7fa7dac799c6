//! Pure: the day, week, month or year that a bar of a histogram stands for.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

/// The years of the API's timestamps.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;
/// Far dates may take the finer bars away from at most one row in this many.
const FAR: usize = 20;

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

/// Start of each year (UTC) in ms since 1970, and the end of the last.
pub fn year_bounds() -> Vec<i64> {
    let starts = (*YEARS.start()..=*YEARS.end() + 1).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    starts.map(|day| day.and_time(NaiveTime::MIN).and_utc().timestamp_millis()).collect()
}

/// The first and the last year to draw, as indices of `counts`, so that a few far dates don't decide over all. All years with rows, if their
/// months fit into `most` bars, else the fullest years that do, if nearly all rows are in them, else the fullest `most` years.
pub fn years_to_draw(counts: &[usize], most: usize) -> Option<(usize, usize)> {
    let (first, last) = ends(counts)?;
    let fullest = |length: usize| {
        let of = |at: usize| counts.iter().skip(at).take(length).sum::<usize>();
        let starts = (first..=last).map(|at| (of(at), at));
        let (rows, at) = starts.max().unwrap_or_default();
        let shown = counts.get(at..counts.len().min(at + length)).unwrap_or_default();
        let (low, high) = ends(shown).unwrap_or_default();
        (rows, (at + low, at + high))
    };
    let (all, by_month) = (counts.iter().sum::<usize>(), (most / 12).max(1));
    if last - first < by_month {
        return Some((first, last));
    }
    let (rows, years) = fullest(by_month);
    if (all - rows) * FAR <= all {
        return Some(years);
    }
    Some(if last - first < most { (first, last) } else { fullest(most).1 })
}

/// Indices of the first and the last count that isn't 0.
pub fn ends(counts: &[usize]) -> Option<(usize, usize)> {
    let any = |count: &usize| *count > 0;
    Some((counts.iter().position(any)?, counts.iter().rposition(any)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_far_dates_do_not_decide_over_all() {
        let drawn = |years: &[(usize, usize)]| {
            let mut counts = vec![0; 9_999];
            years.iter().for_each(|(year, rows)| counts[year - 1] = *rows);
            years_to_draw(&counts, 70).map(|(first, last)| (first + 1, last + 1))
        };
        assert_eq!(drawn(&[]), None);
        assert_eq!(drawn(&[(2024, 300), (9999, 1)]), Some((2024, 2024)));
        assert_eq!(drawn(&[(1, 1), (2023, 100), (2024, 200), (2099, 3)]), Some((2023, 2024)));
        assert_eq!(drawn(&[(2020, 1), (2024, 300)]), Some((2020, 2024)), "all months fit");
        assert_eq!(drawn(&[(2000, 100), (2024, 300)]), Some((2000, 2024)), "many rows are no outliers");
        assert_eq!(drawn(&[(1900, 100), (2024, 300)]), Some((2024, 2024)), "too far for bars of a year");
        assert_eq!(drawn(&[(9999, 2)]), Some((9999, 9999)));
    }

    #[test]
    fn years_have_bounds() {
        let bounds = year_bounds();
        assert_eq!((bounds.len(), bounds[1969], bounds[1970]), (10_000, 0, 365 * 86_400_000));
    }
}
