//! Pure: what an estimate of the time left goes by, wherever one is shown: the same row gives the same estimate.

use crate::time::duration;
use estimate::Run;
use history::Observation;

/// What is known of a row as of one that runs.
pub fn run(row: &Observation<'_>) -> Run {
    Run { started: row.started_at, heard: row.updated_at, progress: row.progress, planned: planned(row.data) }
}

/// How long it is to take by its own data: `estimated_duration` of `operation_data`, in ms.
pub fn planned(data: &str) -> Option<i64> {
    // Most rows say nothing of it; looking before parsing keeps many of them cheap.
    if !data.contains("estimated_duration") {
        return None;
    }
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    let seconds = duration::parse(data.get("estimated_duration")?.as_str()?)?;
    i64::try_from(seconds).ok()?.checked_mul(1000).filter(|ms| *ms > 0)
}

#[cfg(test)]
mod tests {
    use super::planned;

    #[test]
    fn what_it_says_of_itself() {
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
}
