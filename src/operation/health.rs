//! Pure: whether an operation is late, stalled or overdue, by the server's clock.

use super::{Stage, stage};
use crate::time::duration;
use history::Observation;

const MINUTE: i64 = 60_000;
/// A running operation without news for longer than this, in ms, is stalled.
pub const STALLED_AFTER: i64 = 15 * MINUTE;
/// A waiting operation is late this long after its time, in ms.
pub const LATE_AFTER: i64 = 2 * MINUTE;

/// What is wrong with an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Its time has passed, and it has not started.
    Late,
    /// It runs, without news for long.
    Stalled,
    /// It runs longer than its data allow.
    Overdue,
}

impl Health {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => messages::operation::health_late(),
            Self::Stalled => messages::operation::health_stalled(),
            Self::Overdue => messages::operation::health_overdue(),
        }
    }

    /// In a sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Late => messages::operation::late_reason(),
            Self::Stalled => messages::operation::stalled_reason(),
            Self::Overdue => messages::operation::overdue_reason(),
        }
    }

    /// The classes of its flag.
    pub fn class(self) -> &'static str {
        match self {
            Self::Stalled => "flag flag-stalled",
            Self::Late | Self::Overdue => "flag flag-overdue",
        }
    }

    /// Of a row of the history, at `now` (ms since the epoch).
    pub fn of(row: &Observation<'_>, now: i64) -> Option<Self> {
        let times = Times { scheduled: row.scheduled_at, started: row.started_at, updated: row.updated_at };
        health(row.status, times, time_limit(row.data), now)
    }
}

/// The times that health depends on, in ms since the epoch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// When it should start.
    pub scheduled: Option<i64>,
    /// When it started.
    pub started: Option<i64>,
    /// When the server last changed it.
    pub updated: Option<i64>,
}

/// What is wrong at `now` (ms since the epoch), if anything. `limit` is how long it may run, in ms.
pub fn health(status: &str, times: Times, limit: Option<i64>, now: i64) -> Option<Health> {
    match stage(status) {
        Stage::Waiting => times.scheduled.filter(|at| now - at > LATE_AFTER).map(|_| Health::Late),
        Stage::Running => {
            let overdue = times.started.zip(limit).is_some_and(|(from, most)| now - from > most);
            let silent = times.updated.is_some_and(|at| now - at > STALLED_AFTER);
            match (silent, overdue) {
                (true, _) => Some(Health::Stalled),
                (_, true) => Some(Health::Overdue),
                _ => None,
            }
        }
        Stage::Final | Stage::Unknown => None,
    }
}

/// The longest that an operation may take by its `operation_data`, in ms: `timeout_minutes`, else twice `estimated_duration`.
pub fn time_limit(data: &str) -> Option<i64> {
    // Most rows have neither; searching before parsing keeps a page of them cheap.
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

    #[test]
    fn late_stalled_and_overdue() {
        let now = 100 * MINUTE;
        let times = |[scheduled, started, updated]: [Option<i64>; 3]| Times {
            scheduled: scheduled.map(|at| at * MINUTE),
            started: started.map(|at| at * MINUTE),
            updated: updated.map(|at| at * MINUTE),
        };
        let cases = [
            ("scheduled", [Some(90), None, None], None, Some(Health::Late)),
            ("scheduled", [Some(99), None, None], None, None),
            ("in_progress", [Some(50), Some(50), Some(60)], None, Some(Health::Stalled)),
            ("in_progress", [Some(50), Some(50), Some(99)], Some(30 * MINUTE), Some(Health::Overdue)),
            ("in_progress", [Some(50), Some(50), Some(99)], Some(60 * MINUTE), None),
            ("completed", [Some(1), Some(2), Some(3)], Some(1), None),
        ];
        for (status, at, limit, expected) in cases {
            assert_eq!(health(status, times(at), limit, now), expected, "{status} {at:?}");
        }
    }

    #[test]
    fn the_time_limit_comes_from_operation_data() {
        assert_eq!(time_limit(r#"{"timeout_minutes": 30}"#), Some(30 * MINUTE));
        assert_eq!(time_limit(r#"{"estimated_duration": "00:15:00"}"#), Some(30 * MINUTE));
        assert_eq!(time_limit(r#"{"timeout_minutes": "x", "estimated_duration": 3}"#), None);
        assert_eq!(time_limit(r#"{"timeout_minutes": 9223372036854775807}"#), None);
        assert_eq!(time_limit("not json estimated_duration"), None);
    }
}
