//! Days and minutes of a calendar, without a zone: whoever turns them into instants knows the zone.

use std::fmt;

/// A day of the Gregorian calendar, as `2024-01-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i32,
    month: u8,
    day: u8,
}

/// A minute on somebody's wall, in 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Day {
    /// That day, if the calendar has it and its year is within 0 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        known.then_some(Self { year, month, day })
    }

    /// Reads `2024-01-15`; `2024-1-5` will do.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Self::new(number(year)?.into(), u8::try_from(number(month)?).ok()?, u8::try_from(number(day)?).ok()?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since Monday: 0 to 6.
    pub fn since_monday(self) -> i32 {
        (self.number() + 3).rem_euclid(7)
    }

    /// So many days later, or earlier: thousands, not millions. The year may leave 0 to 9999.
    pub(crate) fn plus(self, days: i32) -> Self {
        Self::of_number(self.number() + days)
    }

    /// The first day of the month that lies so many months later, or earlier.
    pub(crate) fn first_of_month(self, later: i32) -> Self {
        let months = self.year * 12 + i32::from(self.month) - 1 + later;
        Self { year: months.div_euclid(12), month: months.rem_euclid(12) as u8 + 1, day: 1 }
    }

    /// Midnight at its beginning.
    pub fn start(self) -> Moment {
        self.at(0)
    }

    /// That full hour of it.
    pub fn at(self, hour: u8) -> Moment {
        Moment { day: self, hour, minute: 0 }
    }

    /// Days since 1970. The year begins in March here, so that the leap day is its last.
    fn number(self) -> i32 {
        let early = self.month <= 2;
        let year = self.year - i32::from(early);
        let month = i32::from(self.month) + if early { 9 } else { -3 };
        let of_year = (153 * month + 2) / 5 + i32::from(self.day) - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
    }

    fn of_number(number: i32) -> Self {
        let days = number + 719_468;
        let (era, rest) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365;
        let of_year = rest - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let early = month >= 10;
        Self {
            year: era * 400 + year + i32::from(early),
            month: (if early { month - 9 } else { month + 3 }) as u8,
            day: (of_year - (153 * month + 2) / 5 + 1) as u8,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Moment {
    /// That minute, if clocks have it.
    pub fn new(day: Day, hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { day, hour, minute })
    }
}

/// Up to four digits, nothing else.
pub(crate) fn number(text: &str) -> Option<u16> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Days, NaiveDate};
    use proptest::prelude::*;

    #[test]
    fn reads_days_that_exist() {
        for text in ["2024-02-29", "0000-01-01", "9999-12-31"] {
            assert_eq!(Day::read(text).unwrap().to_string(), text);
        }
        assert_eq!(Day::read("2024-1-5").unwrap().to_string(), "2024-01-05");
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-01-32",
            "2024-01-00",
            "24-01-01",
            "2024-01",
            "2024-01-01-01",
            "2024-01-+1",
            "",
            "2024-01-257",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }

    #[test]
    fn months_cross_years() {
        let day = Day::new(2024, 1, 31).unwrap();
        assert_eq!(day.first_of_month(-1).to_string(), "2023-12-01");
        assert_eq!(day.first_of_month(0).to_string(), "2024-01-01");
        assert_eq!(day.first_of_month(12).to_string(), "2025-01-01");
    }

    proptest! {
        #[test]
        fn reckons_as_chrono_does(number in 0_u32..3_652_425, ahead in 0_u32..4000) {
            let judge = NaiveDate::from_ymd_opt(0, 1, 1).unwrap() + Days::new(number.into());
            let day = Day::new(judge.year(), judge.month() as u8, judge.day() as u8).unwrap();
            prop_assert_eq!(day.since_monday(), judge.weekday().num_days_from_monday() as i32);
            let later = judge + Days::new(ahead.into());
            let ours = day.plus(ahead as i32);
            prop_assert_eq!((ours.year(), ours.month().into(), ours.day().into()), (later.year(), later.month(), later.day()));
            prop_assert_eq!(ours.plus(-(ahead as i32)), day);
            prop_assert_eq!(Day::read(&day.to_string()), Some(day));
        }
    }
}
