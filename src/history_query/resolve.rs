//! Pure: converts the query in the address into a query for the history.

use crate::{
    route::ListQuery,
    session::Members,
    sync::{MEANINGS, Meanings},
    time::{
        intl,
        periods::Periods,
        server_now,
        zones::{Offsets, shown_at, start_of, wall_clock},
    },
};
use chrono::Days;
use history::{Column, DateFilter, Pattern, Query, Sort, TextScope, TimeField};
use operation::parse_day;

/// Converts `query`. Days are those of `zone`, named periods those at the time `now` (ms since the epoch). Without `meanings`, names of
/// periods and groups don't filter.
pub fn to_history(
    query: &ListQuery,
    zone: &str,
    offsets: &impl Offsets,
    now: i64,
    meanings: Option<Meanings>,
) -> Query {
    let (from, to) = match query.from.strip_prefix('@') {
        Some(name) => {
            named(name, zone, offsets, now, meanings.map(|meanings| meanings.period)).unwrap_or_default()
        }
        None => days(query, zone, offsets),
    };
    let (devices, group) = devices(query, meanings);
    Query {
        statuses: query.statuses.clone(),
        types: query.types.clone(),
        devices,
        group,
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

/// Converts `query` at the current time, with the browser's zones and all names.
pub fn resolve_now(query: &ListQuery, zone: &str) -> Query {
    to_history(query, zone, &intl::Browser, server_now(), Some(MEANINGS))
}

/// An id that no device has: an empty or unknown group matches nothing, rather than everything.
const NOBODY: &str = "\u{0}";

/// The device ids and patterns to match. No ids means any id.
fn devices(query: &ListQuery, meanings: Option<Meanings>) -> (Vec<String>, Option<Pattern>) {
    let device = (!query.device.is_empty()).then(|| Pattern::new(&query.device));
    let Some(meanings) = meanings.filter(|_| !query.group.is_empty()) else { return (Vec::new(), device) };
    match (meanings.group)(&query.group) {
        Some(Members::Pattern(text)) => {
            (Vec::new(), Some(device.map_or_else(|| Pattern::new(&text), |device| device.and(&text))))
        }
        Some(Members::Ids(ids)) if !ids.is_empty() => (ids, device),
        _ => (vec![NOBODY.to_owned()], device),
    }
}

/// The first millisecond that matches, and the first one after it that doesn't.
type Bounds = (Option<i64>, Option<i64>);

fn days(query: &ListQuery, zone: &str, offsets: &impl Offsets) -> Bounds {
    let start = |day| start_of(offsets, zone, day);
    let last = parse_day(&query.to).and_then(|day| day.checked_add_days(Days::new(1)));
    let (from, to) = query.moments();
    (from.or_else(|| parse_day(&query.from).and_then(start)), to.or_else(|| last.and_then(start)))
}

fn named(
    name: &str,
    zone: &str,
    offsets: &impl Offsets,
    now: i64,
    periods: Option<Periods>,
) -> Option<Bounds> {
    let (from, to) = periods?(name, wall_clock(offsets, zone, now)?)?;
    Some((shown_at(offsets, zone, from), shown_at(offsets, zone, to)))
}

/// The timestamp with that name in the address; the scheduled one for an unknown name.
pub fn time_field(name: &str) -> TimeField {
    TimeField::of_name(name).unwrap_or_default()
}

fn column(name: &str) -> Column {
    Column::of_name(name).unwrap_or(Column::Time(TimeField::default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::periods::period;

    const NAMES: Meanings = Meanings {
        period,
        group: |name| match name {
            "edge" => Some(Members::Pattern("edge*".into())),
            "two" => Some(Members::Ids(vec!["a".into(), "b".into()])),
            "none" => Some(Members::Ids(Vec::new())),
            _ => None,
        },
        cells_of: || Box::new(|_, _| "".into()),
    };

    /// Always two hours ahead of UTC. In `Jump`, clocks skip the first hour of 2024-03-31.
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
        let date = to_history(&query, zone, &Fake, 0, None).date.unwrap();
        (date.from, date.to)
    }

    #[test]
    fn days_are_those_of_the_zone_and_the_last_one_is_included() {
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
    fn moments_do_not_depend_on_the_zone() {
        let at = 1_705_312_800_000;
        assert_eq!(span("2024-01-15T10:00:00Z", "", "Two"), (Some(at), None));
        assert_eq!(span("", "2024-01-15T10:00Z", "UTC"), (None, Some(at)));
    }

    #[test]
    fn a_day_without_midnight_begins_after_the_jump() {
        assert_eq!(span("2024-03-31", "", "Jump").0, Some(1_711_836_000_000));
    }

    #[test]
    fn a_named_period_depends_on_the_zone_and_the_time() {
        let hour = 3_600_000;
        let at = |from: &str, zone: &str, now: i64| {
            let query = ListQuery { from: from.into(), ..ListQuery::default() };
            let date = to_history(&query, zone, &Fake, now, Some(NAMES)).date.unwrap();
            (date.from.unwrap(), date.to.unwrap())
        };
        let midnight = 1_705_276_800_000; // 2024-01-15T00:00:00Z
        assert_eq!(at("@today", "UTC", midnight), (midnight, midnight + 24 * hour));
        assert_eq!(at("@today", "UTC", midnight - 1), (midnight - 24 * hour, midnight));
        // An hour before midnight in UTC, it is already the next day.
        assert_eq!(at("@today", "Two", midnight - hour), (midnight - 2 * hour, midnight + 22 * hour));
        // A night in which clocks skip an hour has eleven hours.
        let jump = 1_711_836_000_000;
        assert_eq!(at("@last-night", "Jump", jump + 9 * hour), (jump - 6 * hour, jump + 5 * hour));
        assert_eq!(at("@last-night", "Two", jump + 9 * hour), (jump - 6 * hour, jump + 6 * hour));
        // That day starts when the clocks change.
        assert_eq!(at("@today", "Jump", jump + 9 * hour), (jump, jump + 23 * hour));
    }

    #[test]
    fn a_period_without_bounds_does_not_filter() {
        let query = ListQuery { from: "@today".into(), ..ListQuery::default() };
        assert_eq!(to_history(&query, "UTC", &Fake, 0, None), Query::default());
        let query = ListQuery { from: "@someday".into(), ..query };
        assert_eq!(to_history(&query, "UTC", &Fake, 0, Some(NAMES)), Query::default());
    }

    #[test]
    fn an_unknown_group_matches_nothing_rather_than_everything() {
        let of = |group: &str, device: &str| {
            let query = ListQuery { group: group.into(), device: device.into(), ..ListQuery::default() };
            let query = to_history(&query, "UTC", &Fake, 0, Some(NAMES));
            (query.devices, query.group.map(|group| group.texts().map(str::to_owned).collect::<Vec<_>>()))
        };
        assert_eq!(of("edge", ""), (Vec::new(), Some(vec!["edge*".to_owned()])));
        assert_eq!(of("edge", "b*").1.unwrap(), ["b*", "edge*"]);
        assert_eq!(of("two", "b*"), (vec!["a".into(), "b".into()], Some(vec!["b*".to_owned()])));
        for name in ["none", "gone"] {
            assert_eq!(of(name, "").0, [NOBODY], "{name}");
        }
        let query = ListQuery { group: "gone".into(), ..ListQuery::default() };
        assert_eq!(to_history(&query, "UTC", &Fake, 0, None), Query::default(), "not before anybody knows");
    }

    #[test]
    fn no_query_is_everything_in_the_apis_order() {
        assert_eq!(to_history(&ListQuery::default(), "UTC", &Fake, 0, None), Query::default());
    }

    #[test]
    fn headers_sort_by_their_column() {
        let sorted =
            |name: &str| to_history(&ListQuery::default().sorted_by(name), "UTC", &Fake, 0, None).sort;
        assert_eq!(sorted("device"), Some(Sort { column: Column::DeviceName, descending: false }));
        assert_eq!(
            sorted("completed"),
            Some(Sort { column: Column::Time(TimeField::Completed), descending: false })
        );
    }
}
