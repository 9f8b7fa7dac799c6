//! Pure: the ticks of the time axis, in local time of a zone.
//!
//! Days with 23 or 25 hours keep their length: a skipped hour has no tick, a repeated one has two.

use crate::time::zones::{Offsets, Resolved, resolve, start_of, wall_clock};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Timelike, Weekday};
use messages::timeline as text;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Upper limit for the number of days, as a safeguard.
const MOST_DAYS: usize = 1200;

/// A tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Position, in ms since the epoch.
    pub at: i64,
    /// Label.
    pub label: String,
    /// Shorter label, for where the other doesn't fit.
    pub short: String,
}

/// The ticks of a time range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// Small ticks, in order.
    pub small: Vec<Tick>,
    /// Starts of the larger unit, in order; each label holds until the next. The first may lie before the range.
    pub large: Vec<Tick>,
}

/// Distance between small ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Minutes; a divisor of a day.
    Minutes(u32),
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
}

const STEPS: [(Step, f64); 12] = [
    (Step::Minutes(5), 52.0),
    (Step::Minutes(10), 52.0),
    (Step::Minutes(15), 52.0),
    (Step::Minutes(30), 52.0),
    (Step::Minutes(60), 52.0),
    (Step::Minutes(120), 52.0),
    (Step::Minutes(180), 52.0),
    (Step::Minutes(360), 52.0),
    (Step::Minutes(720), 52.0),
    (Step::Day, 30.0),
    (Step::Week, 56.0),
    (Step::Month, 40.0),
];

impl Step {
    /// The shortest step whose labels fit at a scale of `per_pixel` ms.
    pub fn fitting(per_pixel: f64) -> Self {
        let fits = |(step, room): &&(Self, f64)| step.least() as f64 / per_pixel.max(1.0) >= *room;
        STEPS.iter().find(fits).map_or(Self::Month, |(step, _)| *step)
    }

    /// The shortest length of the step, in ms.
    fn least(self) -> i64 {
        match self {
            Self::Minutes(minutes) => i64::from(minutes) * MINUTE,
            Self::Day => DAY - 60 * MINUTE,
            Self::Week => 7 * DAY,
            Self::Month => 28 * DAY,
        }
    }
}

/// The ticks between two instants; none if they are outside the calendar.
pub fn ticks(from: i64, to: i64, step: Step, zone: &str, offsets: &impl Offsets) -> Ticks {
    between(from, to, step, zone, offsets).unwrap_or_default()
}

fn between(from: i64, to: i64, step: Step, zone: &str, offsets: &impl Offsets) -> Option<Ticks> {
    let first = wall_clock(offsets, zone, from)?.date();
    let last = wall_clock(offsets, zone, to)?.date();
    let mut ticks = Ticks::default();
    let named = |at: i64, label: String, short: String| Tick { at, label, short };
    let day_tick = |day: NaiveDate, label: String, short: String| {
        Some(named(start_of(offsets, zone, day)?, label, short))
    };
    let plain = |day: NaiveDate, label: String| day_tick(day, label, String::new());
    let mut day = begin(step, first)?;
    for _ in 0..MOST_DAYS {
        if day > last {
            break;
        }
        let next = after(step, day)?;
        match step {
            Step::Minutes(minutes) => {
                let start = start_of(offsets, zone, day)?;
                // A day that the zone skips has no ticks.
                let end = start_of(offsets, zone, next)?;
                if end > start {
                    ticks.large.push(named(start, day_name(day), day_of_month(day)));
                    of_day(&mut ticks.small, day, (start, end), minutes, zone, offsets);
                }
            }
            Step::Day => ticks.small.push(plain(day, day.day().to_string())?),
            Step::Week => ticks.small.push(plain(day, day_of_month(day))?),
            Step::Month => ticks.small.push(plain(day, short_month(day).to_owned())?),
        }
        day = next;
    }
    match step {
        Step::Minutes(_) => {}
        Step::Day | Step::Week => {
            let mut first = first.with_day(1)?;
            while first <= last {
                let label = text::month_of_year(month(first), &first.year().to_string());
                ticks.large.push(day_tick(first, label, short_month(first).to_owned())?);
                first = first.checked_add_months(Months::new(1))?;
            }
        }
        Step::Month => {
            for year in first.year()..=last.year() {
                ticks.large.push(plain(NaiveDate::from_ymd_opt(year, 1, 1)?, year.to_string())?);
            }
        }
    }
    ticks.small.retain(|tick| from <= tick.at && tick.at <= to);
    ticks.large.retain(|tick| tick.at <= to);
    Some(ticks)
}

/// The ticks within a day.
fn of_day(
    ticks: &mut Vec<Tick>,
    day: NaiveDate,
    (start, end): (i64, i64),
    minutes: u32,
    zone: &str,
    offsets: &impl Offsets,
) {
    let walls = (0..24 * 60).step_by(minutes.max(1) as usize);
    let tick = |at: i64, minute: u32| Tick {
        at,
        label: format!("{:02}:{:02}", minute / 60, minute % 60),
        short: String::new(),
    };
    // Nearly all days are regular; looking up each hour would cost more than drawing.
    if end - start == DAY {
        ticks.extend(walls.map(|minute| tick(start + i64::from(minute) * MINUTE, minute)));
        return;
    }
    let before = ticks.len();
    for minute in walls {
        let Some(wall) = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).map(|time| day.and_time(time))
        else {
            continue;
        };
        let instants = match resolve(offsets, zone, wall) {
            Some(Resolved::One(at)) => [Some(at), None],
            Some(Resolved::Overlap { earlier, later }) => [Some(earlier), Some(later)],
            Some(Resolved::Gap { .. }) | None => [None, None],
        };
        ticks.extend(instants.into_iter().flatten().map(|at| tick(at, minute)));
    }
    if let Some(today) = ticks.get_mut(before..) {
        today.sort_by_key(|tick| tick.at);
    }
}

fn begin(step: Step, day: NaiveDate) -> Option<NaiveDate> {
    match step {
        Step::Minutes(_) | Step::Day => Some(day),
        Step::Week => day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())),
        Step::Month => day.with_day(1),
    }
}

fn after(step: Step, day: NaiveDate) -> Option<NaiveDate> {
    match step {
        Step::Minutes(_) | Step::Day => day.checked_add_days(Days::new(1)),
        Step::Week => day.checked_add_days(Days::new(7)),
        Step::Month => day.checked_add_months(Months::new(1)),
    }
}

fn month(day: NaiveDate) -> &'static str {
    match day.month() {
        1 => text::january(),
        2 => text::february(),
        3 => text::march(),
        4 => text::april(),
        5 => text::may(),
        6 => text::june(),
        7 => text::july(),
        8 => text::august(),
        9 => text::september(),
        10 => text::october(),
        11 => text::november(),
        _ => text::december(),
    }
}

fn short_month(day: NaiveDate) -> &'static str {
    match day.month() {
        1 => text::jan_short(),
        2 => text::feb_short(),
        3 => text::mar_short(),
        4 => text::apr_short(),
        5 => text::may_short(),
        6 => text::jun_short(),
        7 => text::jul_short(),
        8 => text::aug_short(),
        9 => text::sep_short(),
        10 => text::oct_short(),
        11 => text::nov_short(),
        _ => text::dec_short(),
    }
}

fn short_weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => text::weekday_mon(),
        Weekday::Tue => text::weekday_tue(),
        Weekday::Wed => text::weekday_wed(),
        Weekday::Thu => text::weekday_thu(),
        Weekday::Fri => text::weekday_fri(),
        Weekday::Sat => text::weekday_sat(),
        Weekday::Sun => text::weekday_sun(),
    }
}

/// Formats a day without its year: `15 Jan`.
fn day_of_month(day: NaiveDate) -> String {
    text::day_of_month(&day.day().to_string(), short_month(day))
}

/// Formats a day: `Mon 15 Jan 2024`.
pub fn day_name(day: NaiveDate) -> String {
    text::day_name(short_weekday(day), &day.day().to_string(), short_month(day), &day.year().to_string())
}

/// Formats a time range: `Mon 15 Jan 2024 10:00 – 22:00`.
pub fn stretch_words(from: i64, to: i64, zone: &str, offsets: &impl Offsets) -> String {
    let (Some(from), Some(to)) = (wall_clock(offsets, zone, from), wall_clock(offsets, zone, to)) else {
        return String::new();
    };
    let clock = |at: chrono::NaiveDateTime| format!("{:02}:{:02}", at.hour(), at.minute());
    match from.date() == to.date() {
        true => text::within_day(&day_name(from.date()), &clock(from), &clock(to)),
        false => text::across_days(&day_name(from.date()), &clock(from), &day_name(to.date()), &clock(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{iso, zones::tests::Fake};
    use proptest::prelude::*;

    fn at(text: &str) -> i64 {
        iso::read(text).unwrap()
    }

    fn labels(from: &str, to: &str, step: Step, zone: &str) -> (Vec<String>, Vec<String>) {
        let ticks = ticks(at(from), at(to), step, zone, &Fake);
        let labels = |ticks: Vec<Tick>| ticks.into_iter().map(|tick| tick.label).collect();
        (labels(ticks.small), labels(ticks.large))
    }

    #[test]
    fn hours_are_local_to_the_zone() {
        let (small, large) =
            labels("2026-01-10T21:30Z", "2026-01-11T01:00Z", Step::Minutes(60), "Europe/Berlin");
        assert_eq!(small, ["23:00", "00:00", "01:00", "02:00"]);
        assert_eq!(large, ["Sat 10 Jan 2026", "Sun 11 Jan 2026"]);
    }

    #[test]
    fn skipped_hour_has_no_tick() {
        let (small, _) = labels("2026-03-29T00:00Z", "2026-03-29T02:00Z", Step::Minutes(30), "Europe/Berlin");
        assert_eq!(small, ["01:00", "01:30", "03:00", "03:30", "04:00"]);
        let (small, _) = labels("2026-03-28T23:00Z", "2026-03-29T21:59Z", Step::Minutes(60), "Europe/Berlin");
        assert_eq!(small.len(), 23, "a day of 23 hours");
    }

    #[test]
    fn repeated_hour_has_two_ticks() {
        let (small, _) = labels("2026-10-25T00:00Z", "2026-10-25T02:00Z", Step::Minutes(60), "Europe/Berlin");
        assert_eq!(small, ["02:00", "02:00", "03:00"]);
        let (small, _) = labels("2026-10-24T22:00Z", "2026-10-25T22:59Z", Step::Minutes(60), "Europe/Berlin");
        assert_eq!(small.len(), 25, "a day of 25 hours");
    }

    #[test]
    fn half_hour_transition_is_supported() {
        let (small, _) =
            labels("2025-10-04T15:00Z", "2025-10-04T16:30Z", Step::Minutes(30), "Australia/Lord_Howe");
        assert_eq!(small, ["01:30", "02:30", "03:00", "03:30"], "02:00 to 02:30 are skipped");
    }

    #[test]
    fn skipped_day_has_no_ticks() {
        let (small, large) =
            labels("2011-12-29T10:00Z", "2011-12-31T09:59Z", Step::Minutes(720), "Pacific/Apia");
        assert_eq!(small, ["00:00", "12:00", "00:00", "12:00"]);
        assert_eq!(large, ["Thu 29 Dec 2011", "Sat 31 Dec 2011"]);
    }

    #[test]
    fn days_weeks_and_months_have_ticks() {
        let (small, large) = labels("2026-03-28T12:00Z", "2026-04-02T12:00Z", Step::Day, "Europe/Berlin");
        assert_eq!(small, ["29", "30", "31", "1", "2"]);
        assert_eq!(large, ["March 2026", "April 2026"]);
        let (small, _) = labels("2026-03-17T00:00Z", "2026-04-10T00:00Z", Step::Week, "UTC");
        assert_eq!(small, ["23 Mar", "30 Mar", "6 Apr"]);
        let (small, large) = labels("2025-11-15T00:00Z", "2026-02-10T00:00Z", Step::Month, "UTC");
        assert_eq!(small, ["Dec", "Jan", "Feb"]);
        assert_eq!(large, ["2025", "2026"]);
    }

    #[test]
    fn step_leaves_room_for_labels() {
        let day_on = |pixels: f64| Step::fitting(DAY as f64 / pixels);
        assert_eq!(day_on(1400.0), Step::Minutes(60));
        assert_eq!(day_on(210.0), Step::Minutes(360));
        assert_eq!(day_on(200.0), Step::Minutes(720));
        assert_eq!(day_on(31.5), Step::Day);
        assert_eq!(day_on(10.0), Step::Week);
        assert_eq!(day_on(2.0), Step::Month);
        assert_eq!(Step::fitting(1.0), Step::Minutes(5));
        assert_eq!(Step::fitting(f64::MAX), Step::Month);
    }

    #[test]
    fn large_ticks_have_a_short_label() {
        let shorts = |from: &str, to: &str, step| {
            let ticks = ticks(at(from), at(to), step, "UTC", &Fake);
            ticks.large.into_iter().map(|tick| tick.short).collect::<Vec<_>>()
        };
        assert_eq!(shorts("2026-01-10T21:30Z", "2026-01-11T01:00Z", Step::Minutes(60)), ["10 Jan", "11 Jan"]);
        assert_eq!(shorts("2026-03-28T12:00Z", "2026-04-02T12:00Z", Step::Day), ["Mar", "Apr"]);
    }

    #[test]
    fn range_is_formatted() {
        let said = |from, to| stretch_words(at(from), at(to), "Europe/Berlin", &Fake);
        assert_eq!(said("2024-01-15T09:00Z", "2024-01-15T10:30Z"), "Mon 15 Jan 2024 10:00 – 11:30");
        assert_eq!(
            said("2024-01-15T23:00Z", "2024-01-16T23:00Z"),
            "Tue 16 Jan 2024 00:00 – Wed 17 Jan 2024 00:00"
        );
    }

    proptest! {
        #[test]
        fn ticks_are_sorted_and_show_local_time(
            from in 1_735_689_600i64..1_798_761_600, hours in 1i64..300, step in 0usize..9, zone in 0usize..3
        ) {
            let zone = ["UTC", "Europe/Berlin", "Australia/Lord_Howe"][zone];
            let (from, to) = (from * 1000, from * 1000 + hours * 3_600_000);
            let ticks = ticks(from, to, STEPS[step].0, zone, &Fake);
            prop_assert!(ticks.small.windows(2).all(|pair| pair[0].at < pair[1].at));
            prop_assert!(ticks.large.windows(2).all(|pair| pair[0].at < pair[1].at));
            prop_assert!(ticks.large.first().is_some_and(|tick| tick.at <= from));
            for tick in ticks.small {
                let wall = wall_clock(&Fake, zone, tick.at).unwrap();
                prop_assert_eq!(tick.label, format!("{:02}:{:02}", wall.hour(), wall.minute()));
            }
        }
    }
}
