//! Pure: the progress of an operation, by its status.

const MINUTE: i64 = 60_000;

/// Progress of an operation, derived from its status. Statuses are an open set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Waiting for its time or its turn.
    Waiting,
    /// Running.
    Running,
    /// Ended; it won't change anymore.
    Final,
    /// A status that isn't on the API page.
    Unknown,
}

/// The stage of a status.
pub fn stage(status: &str) -> Stage {
    match status.to_ascii_lowercase().as_str() {
        "scheduled" | "pending" | "queued" | "waiting" => Stage::Waiting,
        "in_progress" | "in-progress" | "running" | "started" | "executing" | "processing" => Stage::Running,
        "completed" | "complete" | "succeeded" | "success" | "done" | "failed" | "failure" | "error"
        | "cancelled" | "canceled" | "aborted" | "expired" | "timeout" | "timed_out" | "skipped" => {
            Stage::Final
        }
        _ => Stage::Unknown,
    }
}

/// Whether a status means failure.
pub fn is_failed(status: &str) -> bool {
    matches!(status.to_ascii_lowercase().as_str(), "failed" | "failure" | "error" | "timeout" | "timed_out")
}

/// Whether a row needs frequent polling: it is running, or its time has come or comes within a minute.
pub fn is_active(status: &str, scheduled_at: Option<i64>, now: i64) -> bool {
    match stage(status) {
        Stage::Running => true,
        Stage::Final => false,
        // A day after its time, nothing is going to happen: stop frequent polling.
        Stage::Waiting | Stage::Unknown => {
            scheduled_at.is_some_and(|at| at - now < MINUTE && now.saturating_sub(at) < 24 * 60 * MINUTE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_statuses_are_final() {
        for status in ["failed", "FAILURE", "error", "timeout", "Timed_Out"] {
            assert!(is_failed(status) && stage(status) == Stage::Final, "{status}");
        }
        assert!(!is_failed("cancelled") && !is_failed("expired"));
    }

    #[test]
    fn running_and_starting_statuses_are_active() {
        let now = 10_000_000_000;
        assert!(is_active("in_progress", None, now));
        assert!(is_active("scheduled", Some(now + 30_000), now));
        assert!(is_active("pending", Some(now - 30_000), now));
        assert!(!is_active("scheduled", Some(now + 3_600_000), now));
        assert!(!is_active("pending", Some(now - 90_000_000), now));
        assert!(!is_active("pending", None, now));
        assert!(!is_active("completed", Some(now), now));
        assert!(is_active("thinking", Some(now), now), "an unknown status may well move");
    }
}
