//! Pure: the progress of an operation, by its status.

use crate::Times;

const MINUTE: i64 = 60_000;
/// A running operation without an update for this long is no longer polled fast, in ms.
const SILENT_AFTER: i64 = 60 * MINUTE;
/// The same for an operation whose only known time is that of its start, in ms.
const UNCHANGED_AFTER: i64 = 24 * 60 * MINUTE;

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

/// The known statuses by name, each followed by its other spellings, without blanks, `-` and `_`. The only table of spellings.
const STATUSES: [&[&str]; 14] = [
    &["scheduled"],
    &["pending"],
    &["queued", "waiting"],
    &["in_progress", "inprogress"],
    &["running", "started", "executing", "processing"],
    &["paused", "suspended"],
    &["completed", "complete", "done", "finished"],
    &["succeeded", "success", "successful"],
    &["failed", "failure"],
    &["error", "errored"],
    &["timed_out", "timedout", "timeout"],
    &["cancelled", "canceled", "aborted"],
    &["expired"],
    &["skipped"],
];

/// The name of a known status, whatever its spelling: letter case, blanks, `-` and `_` don't matter.
pub fn known_status(status: &str) -> Option<&'static str> {
    let letters: String =
        status.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).map(|c| c.to_ascii_lowercase()).collect();
    STATUSES.iter().find(|spellings| spellings.contains(&letters.as_str()))?.first().copied()
}

/// The name of a status: that of [`known_status`], or an unknown one as sent.
pub fn status_name(status: &str) -> &str {
    known_status(status).unwrap_or(status.trim())
}

/// The stage of a status.
pub fn stage(status: &str) -> Stage {
    match known_status(status) {
        Some("scheduled" | "pending" | "queued") => Stage::Waiting,
        Some("in_progress" | "running") => Stage::Running,
        None | Some("paused") => Stage::Unknown,
        Some(_) => Stage::Final,
    }
}

/// Whether a status means failure.
pub fn is_failed(status: &str) -> bool {
    matches!(status_name(status), "failed" | "error" | "timed_out")
}

/// Whether a status means success.
pub fn is_succeeded(status: &str) -> bool {
    matches!(status_name(status), "completed" | "succeeded")
}

/// Whether a row needs frequent polling: it is running, or its time has come or comes within a minute. No row does so without end.
pub fn is_active(status: &str, times: Times, now: i64) -> bool {
    let within = |at: i64, limit| now.saturating_sub(at) < limit;
    match stage(status) {
        Stage::Running => match times.updated {
            Some(at) => within(at, SILENT_AFTER),
            None => times.started.or(times.scheduled).is_none_or(|at| within(at, UNCHANGED_AFTER)),
        },
        Stage::Final => false,
        Stage::Waiting | Stage::Unknown => {
            times.scheduled.is_some_and(|at| at.saturating_sub(now) < MINUTE && within(at, UNCHANGED_AFTER))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_status_have_one_name() {
        for (name, spellings) in [
            ("in_progress", ["In Progress", "IN PROGRESS", "InProgress", "in-progress"]),
            ("completed", ["COMPLETED", "Complete", "finished", " Done "]),
            ("succeeded", ["SUCCESS", "successful", "Succeeded", "success"]),
            ("failed", ["FAILED", "Failure", "failed", "fail-ed"]),
            ("timed_out", ["TimedOut", "timeout", "time_out", "Timed Out"]),
        ] {
            for spelling in spellings {
                assert_eq!(status_name(spelling), name, "{spelling}");
                assert_eq!(stage(spelling), stage(name), "{spelling}");
            }
        }
        assert!(is_succeeded("SUCCESS") && is_succeeded("finished") && !is_succeeded("cancelled"));
        assert_eq!(
            (status_name(" Awaiting-Reboot "), stage("Awaiting-Reboot")),
            ("Awaiting-Reboot", Stage::Unknown)
        );
    }

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
        let is_active =
            |status, scheduled, now| super::is_active(status, Times { scheduled, ..Times::default() }, now);
        assert!(is_active("in_progress", None, now));
        assert!(is_active("scheduled", Some(now + 30_000), now));
        assert!(is_active("pending", Some(now - 30_000), now));
        assert!(!is_active("scheduled", Some(now + 3_600_000), now));
        assert!(!is_active("pending", Some(now - 90_000_000), now));
        assert!(!is_active("pending", None, now));
        assert!(!is_active("completed", Some(now), now));
        assert!(is_active("thinking", Some(now), now), "an unknown status may well move");
    }

    #[test]
    fn what_hangs_does_not_stay_active() {
        let now = 100_000_000_000;
        let running = |started: Option<i64>, updated: Option<i64>| {
            let ago = |minutes: i64| now - minutes * MINUTE;
            let times = Times { scheduled: None, started: started.map(ago), updated: updated.map(ago) };
            is_active("in_progress", times, now)
        };
        assert!(running(Some(1_000_000), Some(59)), "it still reports");
        assert!(!running(Some(70), Some(61)));
        assert!(!running(Some(1_000_000), Some(1_000_000)));
        assert!(running(Some(23 * 60), None) && !running(Some(25 * 60), None));
        assert!(running(None, Some(-5)), "a clock that is ahead");
    }
}
