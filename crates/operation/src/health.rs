//! Pure: whether an operation is late, stalled or overdue, by the server's clock.

use crate::{Observation, Stage, stage};

const MINUTE: i64 = 60_000;
/// A running operation is stalled if it wasn't updated for longer than this, in ms.
pub const STALLED_AFTER: i64 = 15 * MINUTE;
/// A waiting operation is late this long after its scheduled time, in ms.
pub const LATE_AFTER: i64 = 2 * MINUTE;

/// A problem with an operation's progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Its scheduled time has passed, but it hasn't started.
    Late,
    /// It is running, but wasn't updated for a long time.
    Stalled,
    /// It has been running for longer than its data allow.
    Overdue,
}

/// The times that determine health and how often to poll, in ms since the epoch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// When it should start.
    pub scheduled: Option<i64>,
    /// When it started.
    pub started: Option<i64>,
    /// When the server last changed it.
    pub updated: Option<i64>,
}

impl From<&Observation<'_>> for Times {
    fn from(row: &Observation<'_>) -> Self {
        Self { scheduled: row.scheduled_at, started: row.started_at, updated: row.updated_at }
    }
}

/// Health at `now` (ms since the epoch); `None` if there is no problem. `limit` is the longest expected duration, in ms.
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
}
