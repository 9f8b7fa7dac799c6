//! Pure: all figures of a report at one moment.

use super::{computation::Firmware, days::Spans, reasons::Reasons};
use crate::route::ListQuery;
use history::{DateFilter, DeviceCount, Report, Selection};
use operation::{is_failed, is_succeeded};

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
#[derive(Clone, Debug, Default)]
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
    use super::super::computation::{Computation, UPDATES};
    use super::*;
    use crate::time::zones::Offsets;
    use history::{History, Observation, Query};
    use operation::{Stage, TimeField, stage};

    struct Utc;

    impl Offsets for Utc {
        fn offset_seconds(&self, _: &str, _: i64) -> Option<i32> {
            Some(0)
        }
    }

    const DAY: i64 = 86_400_000;

    fn history() -> History {
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
        history
    }

    fn begun(history: &History, statuses: &[&str]) -> Computation {
        let statuses: Vec<String> = statuses.iter().map(|&status| status.to_owned()).collect();
        let asked = Query { statuses: statuses.clone(), ..Query::default() };
        let query = ListQuery { statuses, ..ListQuery::default() };
        Computation::new(history, (query, "UTC".to_owned()), asked, Coverage::default(), Vec::new(), 5)
    }

    fn finished(mut computation: Computation, history: &mut History) -> Snapshot {
        while !computation.step(history, &Utc, usize::MAX) {}
        computation.finish()
    }

    fn taken(statuses: &[&str]) -> Snapshot {
        let mut history = history();
        finished(begun(&history, statuses), &mut history)
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
        assert_eq!((all.reasons.given.len(), all.reasons.not_given), (0, 1));
        assert_eq!(all.firmware.incomplete, 1, "the one that says no version");
    }

    #[test]
    fn slices_give_the_same_figures_as_the_whole() {
        let mut history = history();
        for n in 0..3 * UPDATES as i64 {
            let (id, device_id) = (format!("f{n}"), format!("device-{}", n % 17));
            let data = format!(r#"{{"firmware_version":"{}.{}"}}"#, n % 4, n % 9);
            history.upsert(
                None,
                &Observation {
                    id: &id,
                    device_id: &device_id,
                    operation_type: ["firmware_update", "backup"][usize::from(n % 6 == 0)],
                    status: ["completed", "failed"][usize::from(n % 5 == 0)],
                    scheduled_at: Some(n * DAY / 50),
                    started_at: Some(n * DAY / 50),
                    completed_at: Some(n * DAY / 50 + n % 700 * 1000),
                    data: &data,
                    ..Observation::default()
                },
            );
        }
        for statuses in [&[][..], &["completed"][..]] {
            let (mut whole, mut sliced) = (begun(&history, statuses), begun(&history, statuses));
            while !whole.step(&mut history, &Utc, usize::MAX) {}
            let mut slices = 1;
            while !sliced.step(&mut history, &Utc, 64) {
                slices += 1;
            }
            let (whole, sliced) = (whole.finish(), sliced.finish());
            assert!(slices > 20 && whole.report.total > UPDATES && whole.firmware.devices.len() == 18);
            assert_eq!(format!("{sliced:?}"), format!("{whole:?}"));
        }
    }

    #[test]
    fn changes_of_the_history_are_noticed() {
        let mut history = history();
        let mut computation = begun(&history, &[]);
        computation.step(&mut history, &Utc, 64);
        assert!(computation.is_current(&history));
        history.upsert(None, &Observation { id: "6", status: "failed", ..Observation::default() });
        assert!(!computation.is_current(&history));
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

    #[test]
    fn one_far_date_does_not_take_the_chart_away() {
        let mut history = History::new();
        for n in 0..300_i64 {
            let at = if n == 0 { 253_402_300_799_000 } else { DAY + n * 60_000 };
            let id = n.to_string();
            let seen = Observation { id: &id, scheduled_at: Some(at), ..Observation::default() };
            history.upsert(None, &seen);
        }
        let made = finished(begun(&history, &[]), &mut history);
        let timed = made.timed.unwrap();
        assert_eq!((timed.all, timed.beyond, made.undated), (vec![299], 1, 0));
        let date = DateFilter { field: TimeField::Scheduled, from: Some(2 * DAY), to: None };
        let asked = Query { date: Some(date), ..Query::default() };
        let query = (ListQuery::default(), "UTC".to_owned());
        let filtered = Computation::new(&history, query, asked, Coverage::default(), Vec::new(), 0);
        let timed = finished(filtered, &mut history).timed.unwrap();
        assert_eq!((timed.all.as_slice(), timed.beyond), (&[1][..], 0), "the far date alone is drawn");
    }
}
