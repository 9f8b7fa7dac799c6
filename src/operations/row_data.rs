//! Pure: what a row of the table shows, read from the history in one go, so that a row redraws only when it differs.

use super::columns::Chosen;
use crate::{route::OperationKey, time::duration};
use history::Observation;
use std::sync::Arc;

const MINUTE: i64 = 60_000;
/// A running operation that hasn't been heard of for so long is said to be stalled.
pub const SILENCE: i64 = 15 * MINUTE;
/// How late a start may be before it is said to be late.
pub const GRACE: i64 = 2 * MINUTE;

/// The values of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowData {
    /// Its identity.
    pub key: OperationKey,
    /// The type, as the API says it.
    pub operation_type: String,
    /// The device's name, or its id where it has none.
    pub device: String,
    /// Id (where the name stands first) and serial.
    pub device_more: String,
    /// The status, as the API says it.
    pub status: String,
    /// Percent.
    pub progress: Option<f32>,
    /// The serial number, where it has a column of its own.
    pub serial: String,
    /// The groups of the device, by name; whoever shows them finds them.
    pub groups: Option<Arc<str>>,
    /// The priority, where it is shown.
    pub priority: String,
    /// Scheduled, started, completed, created, updated: ms since the epoch.
    pub times: [Option<i64>; 5],
    /// How long it was said to take, in ms, from `operation_data`.
    pub expected: Option<i64>,
}

/// What is out of order with an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its time has come and gone.
    Late,
    /// It runs, but nothing was heard of it for long.
    Stalled,
    /// It runs longer than it may.
    Overdue,
}

impl Trouble {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Stalled => "stalled",
            Self::Overdue => "overdue",
        }
    }

    /// In a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Self::Late => "Its time has come, but it has not started.",
            Self::Stalled => "It runs, but nothing was heard of it for 15 minutes.",
            Self::Overdue => "It runs longer than its own data allow.",
        }
    }

    /// The classes of its flag.
    pub fn class(self) -> &'static str {
        match self {
            Self::Stalled => "flag flag-stalled",
            Self::Late | Self::Overdue => "flag flag-overdue",
        }
    }
}

impl RowData {
    /// Reads what the chosen columns show of a row.
    pub fn of(row: &Observation<'_>, chosen: Chosen) -> Self {
        let text = |column: &str, text: Option<&str>| match text {
            Some(text) if chosen.has(column) => text.to_owned(),
            _ => String::new(),
        };
        let name = row.device_name.filter(|name| !name.trim().is_empty());
        let device_id = Some(row.device_id).filter(|id| !id.is_empty());
        let more: Vec<&str> = name.and(device_id).into_iter().chain(row.device_serial).collect();
        Self {
            key: OperationKey::new(row.id, row.device_id),
            operation_type: row.operation_type.to_owned(),
            device: name.or(device_id).unwrap_or("–").to_owned(),
            device_more: more.join(" · "),
            status: row.status.to_owned(),
            progress: row.progress,
            serial: text("serial", row.device_serial),
            groups: None,
            priority: text("priority", row.priority),
            times: [row.scheduled_at, row.started_at, row.completed_at, row.created_at, row.updated_at],
            expected: expected(row.data),
        }
    }

    /// How long it took, or has been running at `now`; empty before it began.
    pub fn duration(&self, now: i64) -> String {
        use crate::sync::{Stage, stage};
        let [_, started, completed, ..] = self.times;
        let end = completed.or((stage(&self.status) == Stage::Running).then_some(now));
        let took = started.zip(end).and_then(|(from, to)| u64::try_from((to - from) / 1000).ok());
        took.map(duration::words).unwrap_or_default()
    }

    /// What is out of order at `now` (ms, by the server's clock), if anything.
    pub fn trouble(&self, now: i64) -> Option<Trouble> {
        use crate::sync::{Stage, stage};
        let [scheduled, started, _, _, updated] = self.times;
        match stage(&self.status) {
            Stage::Waiting => scheduled.filter(|at| now - at > GRACE).map(|_| Trouble::Late),
            Stage::Running => {
                let overdue = started.zip(self.expected).is_some_and(|(from, most)| now - from > most);
                let silent = updated.is_some_and(|at| now - at > SILENCE);
                match (silent, overdue) {
                    (true, _) => Some(Trouble::Stalled),
                    (_, true) => Some(Trouble::Overdue),
                    _ => None,
                }
            }
            Stage::Final | Stage::Unknown => None,
        }
    }
}

/// The word for what is out of order with a row at `now`.
pub fn trouble_word(row: &Observation<'_>, now: i64) -> Option<&'static str> {
    RowData::of(row, Chosen::default()).trouble(now).map(Trouble::word)
}

/// The longest that an operation may take by its own data: `timeout_minutes`, else twice `estimated_duration`.
fn expected(data: &str) -> Option<i64> {
    // Most rows have neither; looking before parsing keeps a page of them cheap.
    if !data.contains("timeout_minutes") && !data.contains("estimated_duration") {
        return None;
    }
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    let limit =
        data.get("timeout_minutes").and_then(serde_json::Value::as_i64).and_then(|m| m.checked_mul(MINUTE));
    let estimate = || {
        let seconds = duration::parse(data.get("estimated_duration")?.as_str()?)?;
        i64::try_from(seconds).ok()?.checked_mul(2_000)
    };
    limit.or_else(estimate).filter(|ms| *ms > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(status: &str, times: [Option<i64>; 5], expected: Option<i64>) -> RowData {
        RowData {
            key: OperationKey::new("1", "d"),
            operation_type: "t".into(),
            device: "d".into(),
            device_more: String::new(),
            status: status.into(),
            progress: None,
            serial: String::new(),
            groups: None,
            priority: String::new(),
            times,
            expected,
        }
    }

    #[test]
    fn what_is_out_of_order_is_called_out() {
        let now = 100 * MINUTE;
        let at = |minutes: i64| Some(minutes * MINUTE);
        let cases = [
            ("scheduled", [at(90), None, None, None, None], None, Some(Trouble::Late)),
            ("scheduled", [at(99), None, None, None, None], None, None),
            ("in_progress", [at(50), at(50), None, None, at(60)], None, Some(Trouble::Stalled)),
            ("in_progress", [at(50), at(50), None, None, at(99)], Some(30 * MINUTE), Some(Trouble::Overdue)),
            ("in_progress", [at(50), at(50), None, None, at(99)], Some(60 * MINUTE), None),
            ("completed", [at(1), at(2), at(3), None, at(3)], Some(1), None),
        ];
        for (status, times, expected, trouble) in cases {
            assert_eq!(row(status, times, expected).trouble(now), trouble, "{status} {times:?}");
        }
    }

    #[test]
    fn how_long_it_took_or_runs() {
        let now = 100 * MINUTE;
        let of = |status: &str, started: Option<i64>, completed: Option<i64>| {
            row(status, [None, started, completed, None, None], None).duration(now)
        };
        assert_eq!(of("completed", Some(0), Some(3 * MINUTE)), duration::words(180));
        assert_eq!(of("in_progress", Some(98 * MINUTE), None), duration::words(120));
        assert_eq!(of("failed", Some(0), None), "", "nobody knows when it ended");
        assert_eq!(of("completed", Some(MINUTE), Some(0)), "", "clocks disagree");
        assert_eq!(of("scheduled", None, None), "");
    }

    #[test]
    fn how_long_it_may_take_comes_from_its_own_data() {
        assert_eq!(expected(r#"{"timeout_minutes": 30}"#), Some(30 * MINUTE));
        assert_eq!(expected(r#"{"estimated_duration": "00:15:00"}"#), Some(30 * MINUTE));
        assert_eq!(expected(r#"{"timeout_minutes": "x", "estimated_duration": 3}"#), None);
        assert_eq!(expected(r#"{"timeout_minutes": 9223372036854775807}"#), None);
        assert_eq!(expected("not json estimated_duration"), None);
    }
}
