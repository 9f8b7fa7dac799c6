//! From the address to a question for the history. Pure.

use crate::{
    route::ListQuery,
    time::zones::{Offsets, Pick, Resolved, resolve, wall_clock},
};
use ::query::{Day, Moment, Period};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use history::{Column, DateFilter, Pattern, Query, Sort, TextScope, TimeField};

/// What `query` asks, its days being those of `zone`, and its periods by name those of the moment `now` (ms since 1970).
pub fn to_history(query: &ListQuery, zone: &str, offsets: &impl Offsets, now: i64) -> Query {
    let (from, to) = bounds(query, zone, offsets, now);
    Query {
        statuses: query.statuses.clone(),
        types: query.types.clone(),
        devices: Vec::new(),
        group: (!query.device.is_empty()).then(|| Pattern::new(&query.device)),
        date: (from.is_some() || to.is_some()).then(|| DateFilter {
            field: time_field(&query.date_of),
            from,
            to,
        }),
        text: query.text.clone(),
        scope: TextScope::Everything,
        sort: query
            .sort
            .as_ref()
            .map(|sort| Sort { column: column(&sort.column), descending: sort.descending }),
    }
}

/// The first millisecond of what is asked for and the first one after it.
fn bounds(query: &ListQuery, zone: &str, offsets: &impl Offsets, now: i64) -> (Option<i64>, Option<i64>) {
    let Some(period) = Period::from_address(&query.from, &query.to) else { return (None, None) };
    // Only a period by name asks for the wall clock; a moment that has none leaves it without bounds.
    let wall = match period {
        Period::Days { .. } => Day::new(2000, 1, 1).map(Day::start),
        Period::Preset(_) => wall_moment(zone, offsets, now),
    };
    let Some(wall) = wall else { return (None, None) };
    let (from, to) = period.bounds(wall);
    let instant = |moment: Option<Moment>| instant(moment?, zone, offsets);
    (instant(from), instant(to))
}

/// What clocks in `zone` show at `now`.
fn wall_moment(zone: &str, offsets: &impl Offsets, now: i64) -> Option<Moment> {
    let wall = wall_clock(offsets, zone, now)?;
    Moment::new(
        Day::new(wall.year(), wall.month() as u8, wall.day() as u8)?,
        wall.hour() as u8,
        wall.minute() as u8,
    )
}

fn instant(moment: Moment, zone: &str, offsets: &impl Offsets) -> Option<i64> {
    let day = moment.day;
    let day = NaiveDate::from_ymd_opt(day.year(), day.month().into(), day.day().into())?;
    shown_at(day.and_hms_opt(moment.hour.into(), moment.minute.into(), 0)?, zone, offsets)
}

/// The instant at which clocks show that. Where they jump over it, that of the jump; where they show it twice, the first.
pub fn shown_at(wall: NaiveDateTime, zone: &str, offsets: &impl Offsets) -> Option<i64> {
    match resolve(offsets, zone, wall)? {
        Resolved::Gap { transition, .. } => Some(transition),
        other => other.instant(Some(Pick::First)),
    }
}

/// The time that a name in the address means; the scheduled one where it means none.
pub fn time_field(name: &str) -> TimeField {
    match name {
        "started" => TimeField::Started,
        "completed" => TimeField::Completed,
        "created" => TimeField::Created,
        "updated" => TimeField::Updated,
        _ => TimeField::Scheduled,
    }
}

fn column(name: &str) -> Column {
    match name {
        "id" => Column::Id,
        "type" => Column::Type,
        "device" => Column::DeviceName,
        "status" => Column::Status,
        "progress" => Column::Progress,
        time => Column::Time(time_field(time)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hours ahead of UTC, always; in `Jump` the clocks skip the first hour of 2024-03-31.
    struct Fake;

    impl Offsets for Fake {
        fn offset_seconds(&self, zone: &str, utc_ms: i64) -> Option<i32> {
            let jump = 1_711_836_000_000; // 2024-03-30T22:00:00Z, midnight of the 31st two hours ahead
            match zone {
                "UTC" => Some(0),
                "Jump" if utc_ms >= jump => Some(3 * 3600),
                _ => Some(2 * 3600),
            }
        }
    }

    fn span(from: &str, to: &str, zone: &str) -> (Option<i64>, Option<i64>) {
        let query = ListQuery { from: from.into(), to: to.into(), ..ListQuery::default() };
        let date = to_history(&query, zone, &Fake, 0).date.unwrap();
        (date.from, date.to)
    }

    #[test]
    fn days_are_those_of_the_zone_and_the_last_one_counts() {
        let midnight = 1_705_276_800_000; // 2024-01-15T00:00:00Z
        let day = 86_400_000;
        assert_eq!(span("2024-01-15", "2024-01-15", "UTC"), (Some(midnight), Some(midnight + day)));
        assert_eq!(
            span("2024-01-15", "2024-01-16", "Two"),
            (Some(midnight - day / 12), Some(midnight + 2 * day - day / 12))
        );
        assert_eq!(span("", "2024-01-15", "UTC"), (None, Some(midnight + day)));
    }

    #[test]
    fn a_day_without_midnight_begins_after_the_jump() {
        assert_eq!(span("2024-03-31", "", "Jump").0, Some(1_711_836_000_000));
    }

    #[test]
    fn a_period_by_name_is_that_of_the_zone_and_the_moment() {
        let hour = 3_600_000;
        let at = |from: &str, zone: &str, now: i64| {
            let query = ListQuery { from: from.into(), ..ListQuery::default() };
            let date = to_history(&query, zone, &Fake, now).date.unwrap();
            (date.from.unwrap(), date.to.unwrap())
        };
        let midnight = 1_705_276_800_000; // 2024-01-15T00:00:00Z
        assert_eq!(at("@today", "UTC", midnight), (midnight, midnight + 24 * hour));
        assert_eq!(at("@today", "UTC", midnight - 1), (midnight - 24 * hour, midnight));
        // An hour before midnight in UTC it is the next day already.
        assert_eq!(at("@today", "Two", midnight - hour), (midnight - 2 * hour, midnight + 22 * hour));
        // The night in which clocks skip an hour has eleven.
        let jump = 1_711_836_000_000;
        assert_eq!(at("@last-night", "Jump", jump + 9 * hour), (jump - 6 * hour, jump + 5 * hour));
        assert_eq!(at("@last-night", "Two", jump + 9 * hour), (jump - 6 * hour, jump + 6 * hour));
        // And the day begins with the jump.
        assert_eq!(at("@today", "Jump", jump + 9 * hour), (jump, jump + 23 * hour));
    }

    #[test]
    fn nothing_asked_is_everything_in_the_apis_order() {
        assert_eq!(to_history(&ListQuery::default(), "UTC", &Fake, 0), Query::default());
    }

    #[test]
    fn headers_sort_by_their_column() {
        let sorted = |name: &str| to_history(&ListQuery::default().sorted_by(name), "UTC", &Fake, 0).sort;
        assert_eq!(sorted("device"), Some(Sort { column: Column::DeviceName, descending: false }));
        assert_eq!(
            sorted("completed"),
            Some(Sort { column: Column::Time(TimeField::Completed), descending: false })
        );
    }
}
