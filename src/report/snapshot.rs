//! Pure: all figures of a report at one moment.

use super::{
    days::{MOST, Spans, spans},
    firmware::{Firmware, firmware},
    reasons::{Reasons, reasons},
};
use crate::{
    history_query::time_field,
    route::ListQuery,
    time::{
        span::{year_bounds, years_to_draw},
        zones::Offsets,
    },
};
use history::{DateFilter, DeviceCount, History, Query, Report, Selection};
use operation::{TimeField, Timestamp, is_failed, is_succeeded};
use serde_json::Value;
use std::collections::BTreeMap;

/// Maximum number of devices in the chart.
const TOP: usize = 10;

/// How much of the history is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Number of loaded operations, including unreadable ones.
    pub loaded: usize,
    /// Total number, if the API sends it.
    pub count: Option<u64>,
    /// Number of loaded operations that are unreadable and not in any figure.
    pub unreadable: usize,
    /// Time when the history was last read completely, in ms since the epoch.
    pub read_at: Option<i64>,
}

impl Coverage {
    /// Whether operations may be missing.
    pub fn is_partial(&self) -> bool {
        self.read_at.is_none() || self.count.is_none_or(|count| (self.loaded as u64) < count)
    }
}

/// Bars of the chart over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// The spans of the bars.
    pub spans: Spans,
    /// Operations in each span.
    pub all: Vec<usize>,
    /// Failed operations in each span.
    pub failed: Vec<usize>,
    /// Operations before the first and after the last span.
    pub beyond: usize,
}

/// The content of a report.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The query.
    pub query: ListQuery,
    /// The date filter, resolved at that time.
    pub date: Option<DateFilter>,
    /// Time zone of the days.
    pub zone: String,
    /// Time of the snapshot, in ms since the epoch.
    pub at: i64,
    /// Generation of the history at that time.
    pub generation: u64,
    /// Coverage at that time.
    pub coverage: Coverage,
    /// The rows, in order.
    pub rows: Selection,
    /// Counts, success and durations.
    pub report: Report,
    /// The devices with most operations.
    pub devices: Vec<DeviceCount>,
    /// Total number of devices.
    pub device_count: usize,
    /// Operations over time; `None` if none has that time within the calendar.
    pub timed: Option<Timed>,
    /// Rows without that time.
    pub undated: usize,
    /// Operations that aren't in the history because another one has their id and device, whether they match or not.
    pub overwritten: usize,
    /// Rows with a field that couldn't be read.
    pub partly_unreadable: usize,
    /// Firmware versions of each device.
    pub firmware: Firmware,
    /// Why operations failed.
    pub reasons: Reasons,
}

impl Snapshot {
    /// Computes all figures at once.
    pub fn take(
        history: &mut History,
        (query, zone): (&ListQuery, &str),
        coverage: Coverage,
        at: i64,
        offsets: &impl Offsets,
        reason_keys: &[String],
        resolve: impl Fn(&ListQuery) -> Query,
    ) -> Self {
        let asked = resolve(query);
        let rows = history.select(&asked);
        let report = history.report(&asked);
        let mut devices = history.facets(&asked, usize::MAX).devices;
        let device_count = devices.len();
        devices.truncate(TOP);
        let field = time_field(&query.date_of);
        let undated = history.extent(&asked, field).without;
        let timed = drawn(history, &asked, field).and_then(|(first, last)| spans(first, last, zone, offsets));
        let timed = timed.map(|spans| {
            let all = history.histogram(&asked, field, &spans.bounds);
            let failed = report.statuses.iter().map(|(status, _)| status.clone());
            let failed: Vec<String> = failed.filter(|status| is_failed(status)).collect();
            let failed = match failed.is_empty() {
                true => vec![0; all.len()],
                false => {
                    let failed = Query { statuses: failed, ..asked.clone() };
                    history.histogram(&failed, field, &spans.bounds)
                }
            };
            let beyond = rows.len() - undated - all.iter().sum::<usize>();
            Timed { spans, all, failed, beyond }
        });
        let types: Vec<(&str, usize)> =
            report.types.iter().map(|kind| (kind.operation_type.as_str(), kind.total)).collect();
        let firmware = firmware(history, &asked, &types);
        let partly_unreadable =
            rows.rows().iter().filter(|row| is_partly_unreadable(history.row(**row).extra())).count();
        let reasons = reasons(history, &asked, &report.statuses, reason_keys);
        Self {
            query: query.clone(),
            date: asked.date,
            zone: zone.to_owned(),
            at,
            generation: history.generation(),
            coverage,
            rows,
            devices,
            device_count,
            timed,
            undated,
            overwritten: history.overwritten(),
            partly_unreadable,
            firmware,
            reasons,
            report,
        }
    }
}

/// The first and the last instant to draw. Far dates are left out, see [`years_to_draw`].
fn drawn(history: &mut History, asked: &Query, field: TimeField) -> Option<(i64, i64)> {
    let bounds = year_bounds();
    let (first, last) = years_to_draw(&history.histogram(asked, field, &bounds), MOST)?;
    let (start, end) = (*bounds.get(first)?, *bounds.get(last + 1)?);
    // The filter is by the same time.
    let (from, to) = asked.date.map(|date| (date.from, date.to)).unwrap_or_default();
    let (from, to) = (from.map_or(start, |from| from.max(start)), to.map_or(end, |to| to.min(end)));
    let date = Some(DateFilter { field, from: Some(from), to: Some(to) });
    history.extent(&Query { date, ..asked.clone() }, field).ends
}

/// The fields that can be unreadable. `operation_data` and `parameters` may have any value.
const READ_FIELDS: [&str; 12] = [
    "device_id",
    "operation_type",
    "status",
    "device_name",
    "device_serial",
    "priority",
    "progress_percentage",
    "scheduled_at",
    "started_at",
    "completed_at",
    "created_at",
    "updated_at",
];

/// Whether the unknown fields of a row, as JSON, contain a known one: the decoder leaves a value there that it couldn't read.
fn is_partly_unreadable(extra: &str) -> bool {
    // Most rows have no such name; searching before parsing keeps many rows cheap.
    if extra.is_empty() || !READ_FIELDS.iter().any(|name| extra.contains(name)) {
        return false;
    }
    let Ok(fields) = serde_json::from_str::<BTreeMap<String, Value>>(extra) else { return true };
    // A time that stands for "not set" was read, and is kept as it was sent.
    let is_time = |value: &Value| value.as_str().is_some_and(|text| Timestamp::parse(text).is_some());
    READ_FIELDS.iter().any(|name| fields.get(*name).is_some_and(|value| !is_time(value)))
}

/// Formats a share as `93.2 %`, rounded down so that 100 % means all; a dash if `whole` is 0.
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = part as u64 * 1000 / whole as u64;
    if part > 0 && tenths == 0 {
        return messages::report::percent_under(&messages::tenths(1));
    }
    messages::report::percent(&messages::tenths(tenths))
}

/// Number of operations whose status passes.
pub fn counted(statuses: &[(String, usize)], passes: fn(&str) -> bool) -> usize {
    statuses.iter().filter(|(status, _)| passes(status)).map(|(_, count)| count).sum()
}

/// Share of successes among successes and failures.
pub fn success(statuses: &[(String, usize)]) -> String {
    let good = counted(statuses, is_succeeded);
    percent(good, good + counted(statuses, is_failed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::zones::Offsets;
    use history::Observation;
    use operation::{Stage, stage};

    struct Utc;

    impl Offsets for Utc {
        fn offset_seconds(&self, _: &str, _: i64) -> Option<i32> {
            Some(0)
        }
    }

    const DAY: i64 = 86_400_000;

    fn taken(statuses: &[&str]) -> Snapshot {
        let mut history = History::new();
        for (id, status, at, data) in [
            ("1", "completed", Some(0), r#"{"firmware_version":"1.0"}"#),
            ("2", "completed", Some(DAY), r#"{"firmware_version":"2.0"}"#),
            ("3", "failed", Some(DAY), "{}"),
            ("4", "completed", Some(3 * DAY), "{}"),
            ("5", "scheduled", None, "{}"),
        ] {
            history.upsert(
                None,
                &Observation {
                    id,
                    status,
                    device_id: if id == "3" { "b" } else { "a" },
                    operation_type: "firmware_update",
                    scheduled_at: at,
                    started_at: at,
                    completed_at: at.map(|at| at + 60_000),
                    data,
                    ..Observation::default()
                },
            );
        }
        let resolve = |query: &ListQuery| Query { statuses: query.statuses.clone(), ..Query::default() };
        let query = ListQuery {
            statuses: statuses.iter().map(|&status| status.to_owned()).collect(),
            ..ListQuery::default()
        };
        Snapshot::take(&mut history, (&query, "UTC"), Coverage::default(), 5, &Utc, &[], resolve)
    }

    #[test]
    fn figures_are_consistent() {
        let all = taken(&[]);
        assert_eq!((all.rows.len(), all.report.total, all.device_count), (5, 5, 2));
        assert_eq!(success(&all.report.statuses), "75.0\u{202f}%");
        let timed = all.timed.as_ref().unwrap();
        assert_eq!((timed.all.as_slice(), timed.failed.as_slice()), (&[1, 2, 0, 1][..], &[0, 1, 0, 0][..]));
        assert_eq!(all.undated, 1);
        let [device] = all.firmware.devices.as_slice() else { panic!("one device") };
        assert_eq!((device.first.version.as_str(), device.latest.version.as_str()), ("1.0", "2.0"));
        assert_eq!(all.firmware.incomplete, 1, "the one that says no version");
        assert_eq!((all.reasons.given.len(), all.reasons.untold), (0, 1));
    }

    #[test]
    fn filter_applies_to_every_figure() {
        let failed = taken(&["failed"]);
        assert_eq!(
            (
                failed.rows.len(),
                counted(&failed.report.statuses, is_failed),
                counted(&failed.report.statuses, is_succeeded)
            ),
            (1, 1, 0)
        );
        assert_eq!(success(&failed.report.statuses), "0.0\u{202f}%");
        assert_eq!(failed.timed.unwrap().failed, [1]);
        assert!(failed.firmware.devices.is_empty(), "no update was completed among them");
        let done = taken(&["completed"]);
        assert_eq!(done.timed.unwrap().failed, [0, 0, 0, 0]);
    }

    #[test]
    fn a_rate_counts_each_spelling() {
        let statuses = ["completed", "SUCCESS", "Failure", "TIMEOUT", "cancelled", "odd"];
        let statuses = statuses.map(|status| (status.to_owned(), 1));
        assert_eq!(success(&statuses), "50.0\u{202f}%");
        assert_eq!(counted(&statuses, |status| stage(status) == Stage::Unknown), 1);
    }

    #[test]
    fn percentages_are_rounded_down() {
        assert_eq!(percent(9_999, 10_000), "99.9\u{202f}%");
        assert_eq!(percent(1, 10_000), "< 0.1\u{202f}%", "and a few are not none");
        assert_eq!(percent(1, 1), "100.0\u{202f}%");
        assert_eq!(percent(0, 0), "–");
    }

    #[test]
    fn coverage_is_partial_unless_complete() {
        let full = Coverage { loaded: 5, count: Some(5), unreadable: 0, read_at: Some(1) };
        assert!(!full.is_partial());
        for part in [
            Coverage { loaded: 4, ..full },
            Coverage { count: None, ..full },
            Coverage { read_at: None, ..full },
        ] {
            assert!(part.is_partial());
        }
    }

    fn is_partly(fields: &str) -> bool {
        let mut history = history::History::new();
        let page = format!(r#"{{"results": [{{"id": 1, {fields}}}]}}"#);
        let taken = intake::take_page(&mut history, page.as_bytes(), None).unwrap();
        is_partly_unreadable(history.row(taken.rows[0]).extra())
    }

    #[test]
    fn values_of_known_fields_that_could_not_be_read_are_found() {
        for fields in [
            r#""scheduled_at": "tonight""#,
            r#""updated_at": 5"#,
            r#""status": {"code": 3}"#,
            r#""tenant": 7, "device_name": ["a"]"#,
            r#""progress_percentage": 101"#,
            r#""progress_percentage": 1e999"#,
            r#""priority": "\ud800""#,
        ] {
            assert!(is_partly(fields), "{fields}");
        }
    }

    #[test]
    fn unknown_fields_and_times_that_are_not_set_are_no_fault() {
        for fields in [
            r#""status": "completed""#,
            r#""started_at": "0001-01-01T00:00:00Z""#,
            r#""completed_at": "1970-01-01T00:00:00Z", "created_at": null"#,
            r#""tenant": {"status": []}, "note": "status scheduled_at""#,
            r#""operation_data": 7, "parameters": {"status": 1}"#,
        ] {
            assert!(!is_partly(fields), "{fields}");
        }
    }

    #[test]
    fn one_far_date_does_not_take_the_chart_away() {
        let mut history = History::new();
        for n in 0..300_i64 {
            let at = if n == 0 { 253_402_300_799_000 } else { DAY + n * 60_000 };
            let id = n.to_string();
            let seen = Observation { id: &id, scheduled_at: Some(at), ..Observation::default() };
            history.upsert(None, &seen);
        }
        let query = ListQuery::default();
        let made =
            Snapshot::take(&mut history, (&query, "UTC"), Coverage::default(), 0, &Utc, |_| Query::default());
        let timed = made.timed.unwrap();
        assert_eq!((timed.all, timed.beyond, made.undated), (vec![299], 1, 0));
        let date = DateFilter { field: TimeField::Scheduled, from: Some(2 * DAY), to: None };
        let made = Snapshot::take(&mut history, (&query, "UTC"), Coverage::default(), 0, &Utc, |_| Query {
            date: Some(date),
            ..Query::default()
        });
        assert_eq!(made.timed.unwrap().all, [1], "the far date alone is drawn");
    }
}
