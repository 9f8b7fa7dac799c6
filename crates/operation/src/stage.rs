//! Pure: whether something is going to move.

const MINUTE: i64 = 60_000;

/// How far an operation is, from a status that is an open set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It waits for its time or its turn.
    Waiting,
    /// It is under way.
    Running,
    /// It won't change any more.
    Final,
    /// A status that the API page doesn't know.
    Unknown,
}

/// What a status says of how far an operation is.
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

/// Whether a status says that it ended badly.
pub fn is_failed(status: &str) -> bool {
    matches!(status.to_ascii_lowercase().as_str(), "failed" | "failure" | "error" | "timeout" | "timed_out")
}

/// Whether a row is worth asking for often: it runs, or its time has come or comes within a minute.
pub fn is_active(status: &str, scheduled_at: Option<i64>, now: i64) -> bool {
    match stage(status) {
        Stage::Running => true,
        Stage::Final => false,
        // Overdue for a day means that nothing is going to happen; don't ask fast for ever.
        Stage::Waiting | Stage::Unknown => {
            scheduled_at.is_some_and(|at| at - now < MINUTE && now.saturating_sub(at) < 24 * 60 * MINUTE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_over() {
        for status in ["failed", "FAILURE", "error", "timeout", "Timed_Out"] {
            assert!(is_failed(status) && stage(status) == Stage::Final, "{status}");
        }
        assert!(!is_failed("cancelled") && !is_failed("expired"));
    }

    #[test]
    fn what_runs_or_is_about_to_is_active() {
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
