//! Pure: expected duration and time limit of an operation from its own data, and the input for estimates of the remaining time. All pages
//! use these, so the same row has the same estimate everywhere.

use crate::time::duration;
use operation::{Observation, RunState};

const MINUTE: i64 = 60_000;

/// A row as input for an estimate.
pub fn run(row: &Observation<'_>) -> RunState {
    RunState {
        started: row.started_at,
        reported: row.updated_at,
        progress: row.progress,
        planned: planned(row.data),
    }
}

/// Planned duration from `operation_data.estimated_duration`, in ms.
pub fn planned(data: &str) -> Option<i64> {
    // Most rows don't have it; searching before parsing keeps many rows cheap.
    if !data.contains("estimated_duration") {
        return None;
    }
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    let seconds = duration::parse(data.get("estimated_duration")?.as_str()?)?;
    i64::try_from(seconds).ok()?.checked_mul(1000).filter(|ms| *ms > 0)
}

/// Time limit from `operation_data`, in ms: `timeout_minutes`, else twice `estimated_duration`.
pub fn time_limit(data: &str) -> Option<i64> {
    // Most rows have neither; searching before parsing keeps many rows cheap.
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
    fn the_planned_duration_comes_from_operation_data() {
        assert_eq!(planned(r#"{"estimated_duration": "00:15:00"}"#), Some(900_000));
        for nothing in [
            "",
            "{}",
            r#"{"estimated_duration": 3}"#,
            r#"{"estimated_duration": "00:00:00"}"#,
            "estimated_duration",
        ] {
            assert_eq!(planned(nothing), None, "{nothing}");
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
