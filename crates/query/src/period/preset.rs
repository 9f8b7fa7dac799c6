//! Named periods relative to the current day, such as last night or this month. Weeks begin on Monday.

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::day::{first_of_month, number, plus, start};

/// Largest number of days of [`Preset::LastDays`] and [`Preset::NextDays`].
pub const MOST_DAYS: u16 = 999;

/// Start and end of a night.
const DUSK: NaiveTime = hour(18);
const DAWN: NaiveTime = hour(6);

const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// A named period, evaluated relative to the current time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// `today`
    Today,
    /// `yesterday`
    Yesterday,
    /// `tomorrow`
    Tomorrow,
    /// `last-night`: 18:00 to 06:00. Before 06:00 it is the current night, otherwise the previous one.
    LastNight,
    /// `tonight`: 18:00 to 06:00. Before 06:00 it is the current night, otherwise the next one.
    Tonight,
    /// `this-week`
    ThisWeek,
    /// `last-week`
    LastWeek,
    /// `next-week`
    NextWeek,
    /// `this-month`
    ThisMonth,
    /// `last-month`
    LastMonth,
    /// `this-year`
    ThisYear,
    /// `last-year`
    LastYear,
    /// `last-7-days`: that many days up to and including today. 1 to [`MOST_DAYS`].
    LastDays(u16),
    /// `next-7-days`: that many days from today on. 1 to [`MOST_DAYS`].
    NextDays(u16),
}

/// A half-open range of minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Start, inclusive.
    pub from: NaiveDateTime,
    /// End, exclusive.
    pub to: NaiveDateTime,
}

/// The presets to offer, in display order.
pub const PRESETS: [Preset; 15] = [
    Preset::LastNight,
    Preset::Today,
    Preset::Yesterday,
    Preset::ThisWeek,
    Preset::ThisMonth,
    Preset::LastDays(7),
    Preset::LastDays(30),
    Preset::Tonight,
    Preset::Tomorrow,
    Preset::LastWeek,
    Preset::LastMonth,
    Preset::NextWeek,
    Preset::NextDays(7),
    Preset::ThisYear,
    Preset::LastYear,
];

/// All names without a number.
const NAMES: [&str; 12] = [
    "today",
    "yesterday",
    "tomorrow",
    "last-night",
    "tonight",
    "this-week",
    "last-week",
    "next-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
];

impl Preset {
    /// Whether the text is a name as written by [`Self::name`]. For callers that don't need the period.
    pub fn is_name(text: &str) -> bool {
        let days = || {
            let count =
                text.strip_prefix("last-").or_else(|| text.strip_prefix("next-"))?.strip_suffix("-days")?;
            let plain = !count.starts_with('0')
                && count.len() <= 3
                && count.bytes().all(|byte| byte.is_ascii_digit());
            (plain && !count.is_empty()).then_some(())
        };
        NAMES.contains(&text) || days().is_some()
    }

    /// Parses a name, case-insensitively; also accepts `last_night` and `last night`.
    pub fn read(text: &str) -> Option<Self> {
        let name = text.to_ascii_lowercase().replace(['_', ' '], "-");
        if let Some(preset) = PRESETS.into_iter().find(|preset| preset.name() == name) {
            return Some(preset);
        }
        let (which, days) = name.strip_suffix("-days")?.split_once('-')?;
        let days = number(days).filter(|days| (1..=MOST_DAYS).contains(days))?;
        match which {
            "last" => Some(Self::LastDays(days)),
            "next" => Some(Self::NextDays(days)),
            _ => None,
        }
    }

    /// Name in a query.
    pub fn name(self) -> String {
        match self {
            Self::LastDays(days) => format!("last-{days}-days"),
            Self::NextDays(days) => format!("next-{days}-days"),
            Self::Today => "today".to_owned(),
            Self::Yesterday => "yesterday".to_owned(),
            Self::Tomorrow => "tomorrow".to_owned(),
            Self::LastNight => "last-night".to_owned(),
            Self::Tonight => "tonight".to_owned(),
            Self::ThisWeek => "this-week".to_owned(),
            Self::LastWeek => "last-week".to_owned(),
            Self::NextWeek => "next-week".to_owned(),
            Self::ThisMonth => "this-month".to_owned(),
            Self::LastMonth => "last-month".to_owned(),
            Self::ThisYear => "this-year".to_owned(),
            Self::LastYear => "last-year".to_owned(),
        }
    }

    /// Label in a list: `Last night`.
    pub fn label(self) -> String {
        let label = match self {
            Self::LastDays(days) => return messages::query::last_days(days.into()),
            Self::NextDays(days) => return messages::query::next_days(days.into()),
            Self::Today => messages::query::today(),
            Self::Yesterday => messages::query::yesterday(),
            Self::Tomorrow => messages::query::tomorrow(),
            Self::LastNight => messages::query::last_night(),
            Self::Tonight => messages::query::tonight(),
            Self::ThisWeek => messages::query::this_week(),
            Self::LastWeek => messages::query::last_week(),
            Self::NextWeek => messages::query::next_week(),
            Self::ThisMonth => messages::query::this_month(),
            Self::LastMonth => messages::query::last_month(),
            Self::ThisYear => messages::query::this_year(),
            Self::LastYear => messages::query::last_year(),
        };
        label.to_owned()
    }

    /// The range at `now`, in the same local time.
    pub fn span(self, now: NaiveDateTime) -> Span {
        let today = now.date();
        let days =
            |first: i64, end: i64| Span { from: start(plus(today, first)), to: start(plus(today, end)) };
        let night = |evening: i64| Span {
            from: plus(today, evening).and_time(DUSK),
            to: plus(today, evening + 1).and_time(DAWN),
        };
        let week = |later: i64| {
            let monday = 7 * later - i64::from(today.weekday().num_days_from_monday());
            days(monday, monday + 7)
        };
        let months = |first: i32, end: i32| Span {
            from: start(first_of_month(today, first)),
            to: start(first_of_month(today, end)),
        };
        let january = -(today.month0() as i32);
        match self {
            Self::Today => days(0, 1),
            Self::Yesterday => days(-1, 0),
            Self::Tomorrow => days(1, 2),
            Self::LastNight => night(-1),
            Self::Tonight => night(if now.time() < DAWN { -1 } else { 0 }),
            Self::ThisWeek => week(0),
            Self::LastWeek => week(-1),
            Self::NextWeek => week(1),
            Self::ThisMonth => months(0, 1),
            Self::LastMonth => months(-1, 0),
            Self::ThisYear => months(january, january + 12),
            Self::LastYear => months(january - 12, january),
            Self::LastDays(count) => days(1 - i64::from(count), 1),
            Self::NextDays(count) => days(0, count.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use operation::parse_day;

    /// `2024-01-15 10:30`
    fn moment(text: &str) -> NaiveDateTime {
        let (day, time) = text.split_once(' ').unwrap();
        let (hour, minute) = time.split_once(':').unwrap();
        parse_day(day).unwrap().and_hms_opt(hour.parse().unwrap(), minute.parse().unwrap(), 0).unwrap()
    }

    fn check(now: &str, preset: &str, from: &str, to: &str) {
        let span = Preset::read(preset).unwrap().span(moment(now));
        assert_eq!(span, Span { from: moment(from), to: moment(to) }, "{preset} at {now}");
    }

    #[test]
    fn last_night_is_the_current_or_previous_night() {
        let (from, to) = ("2024-01-14 18:00", "2024-01-15 06:00");
        for now in ["2024-01-15 00:00", "2024-01-15 05:59", "2024-01-15 06:00", "2024-01-15 23:59"] {
            check(now, "last-night", from, to);
        }
        check("2024-03-01 09:00", "last-night", "2024-02-29 18:00", "2024-03-01 06:00");
        check("2024-01-01 03:00", "last-night", "2023-12-31 18:00", "2024-01-01 06:00");
    }

    #[test]
    fn tonight_is_the_current_or_next_night() {
        check("2024-12-31 05:59", "tonight", "2024-12-30 18:00", "2024-12-31 06:00");
        check("2024-12-31 06:00", "tonight", "2024-12-31 18:00", "2025-01-01 06:00");
        check("2024-12-31 23:00", "tonight", "2024-12-31 18:00", "2025-01-01 06:00");
    }

    #[test]
    fn days_cross_months_and_years() {
        check("2023-12-31 23:59", "today", "2023-12-31 00:00", "2024-01-01 00:00");
        check("2024-03-01 00:00", "yesterday", "2024-02-29 00:00", "2024-03-01 00:00");
        check("2023-02-28 12:00", "tomorrow", "2023-03-01 00:00", "2023-03-02 00:00");
        check("2024-01-03 12:00", "last-7-days", "2023-12-28 00:00", "2024-01-04 00:00");
        check("2024-03-01 12:00", "last-30-days", "2024-02-01 00:00", "2024-03-02 00:00");
        check("2023-12-30 12:00", "next-7-days", "2023-12-30 00:00", "2024-01-06 00:00");
        check("2023-12-30 12:00", "last-1-days", "2023-12-30 00:00", "2023-12-31 00:00");
    }

    #[test]
    fn weeks_begin_on_monday() {
        for now in ["2024-12-30 00:00", "2025-01-01 12:00", "2025-01-05 23:59"] {
            check(now, "this-week", "2024-12-30 00:00", "2025-01-06 00:00");
            check(now, "last-week", "2024-12-23 00:00", "2024-12-30 00:00");
            check(now, "next-week", "2025-01-06 00:00", "2025-01-13 00:00");
        }
    }

    #[test]
    fn months_and_years_have_their_own_length() {
        check("2024-02-29 12:00", "this-month", "2024-02-01 00:00", "2024-03-01 00:00");
        check("2024-12-31 12:00", "this-month", "2024-12-01 00:00", "2025-01-01 00:00");
        check("2024-01-31 12:00", "last-month", "2023-12-01 00:00", "2024-01-01 00:00");
        check("2024-03-31 12:00", "last-month", "2024-02-01 00:00", "2024-03-01 00:00");
        check("2024-12-31 12:00", "this-year", "2024-01-01 00:00", "2025-01-01 00:00");
        check("2024-01-01 00:00", "last-year", "2023-01-01 00:00", "2024-01-01 00:00");
    }

    #[test]
    fn names_are_read_back() {
        for preset in PRESETS.into_iter().chain([Preset::LastDays(1), Preset::NextDays(999)]) {
            assert!(Preset::is_name(&preset.name()), "{preset:?}");
            assert_eq!(Preset::read(&preset.name()), Some(preset));
            assert_eq!(Preset::read(&preset.label()), Some(preset));
        }
        assert_eq!(Preset::read("LAST_Night"), Some(Preset::LastNight));
        for text in ["LAST_Night", "last-07-days", "last night", "last-7-day", "last-+7-days"] {
            assert!(!Preset::is_name(text), "{text} is no name as it is written");
        }
        assert!(NAMES.into_iter().all(|name| Preset::read(name).is_some_and(|preset| preset.name() == name)));
        for text in
            ["", "last-0-days", "last-1000-days", "last-x-days", "some-7-days", "last--days", "days", "-days"]
        {
            assert_eq!(Preset::read(text), None, "{text}");
            assert!(!Preset::is_name(text), "{text}");
        }
    }
}
