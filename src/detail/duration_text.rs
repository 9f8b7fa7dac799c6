//! Pure: text for the duration of an operation, or for its elapsed and remaining time.

use crate::health::{basis_text, time_left_text};
use crate::time::duration;
use messages::detail as text;
use operation::{Stage, TimeLeft, Times, health, stage};
use wire::Operation;

/// The text at `now` (ms, by the server's clock); `left` is the estimate, if any. `at` formats an instant.
pub fn duration_text(
    operation: &Operation,
    left: Option<TimeLeft>,
    now: i64,
    at: impl Fn(i64) -> String,
) -> Option<String> {
    let updated = operation.updated_at.map(|at| at.0);
    // Nobody knows whether a stalled operation still runs.
    if let Some(last) = updated
        && health(&operation.status, Times { updated, ..Times::default() }, None, now).is_some()
    {
        return Some(text::running_no_update(&at(last)));
    }
    let started = operation.started_at?.0;
    let running = stage(&operation.status) == Stage::Running;
    let end = if running { now } else { operation.completed_at?.0 };
    let passed = end.checked_sub(started).and_then(|ms| u64::try_from(ms).ok())?;
    let passed = duration::format(passed / 1000);
    Some(match left.filter(|_| running) {
        Some(left) => text::running_with_estimate(&passed, &time_left_text(left), basis_text(left.basis)),
        None if running => text::running(&passed),
        None => text::took(&passed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use operation::EstimateBasis;
    use wire::Timestamp;

    fn duration_text(operation: &Operation, left: Option<TimeLeft>, now: i64) -> Option<String> {
        super::duration_text(operation, left, now, |at| format!("<{at}>"))
    }

    fn running() -> Operation {
        Operation { status: "in_progress".into(), started_at: Some(Timestamp(0)), ..Operation::default() }
    }

    #[test]
    fn remaining_time_names_its_basis() {
        let left = Some(TimeLeft { from: 180_000, to: 300_000, basis: EstimateBasis::Progress });
        assert_eq!(
            duration_text(&running(), left, 60_000).as_deref(),
            Some("running for 1 min · 3–5 min left, by its own pace so far")
        );
        assert_eq!(duration_text(&running(), None, 60_000).as_deref(), Some("running for 1 min"));
        assert_eq!(duration_text(&running(), left, -5_000), None, "a clock that is behind gives no duration");
    }

    #[test]
    fn stalled_operation_says_since_when() {
        let silent = Operation { updated_at: Some(Timestamp(120_000)), ..running() };
        assert_eq!(duration_text(&silent, None, 180_000).as_deref(), Some("running for 3 min"));
        let years = 700 * 86_400_000;
        assert_eq!(duration_text(&silent, None, years).as_deref(), Some("no update since <120000>"));
    }

    #[test]
    fn finished_operation_shows_its_duration() {
        let done =
            Operation { status: "completed".into(), completed_at: Some(Timestamp(250_000)), ..running() };
        let left = Some(TimeLeft { from: 0, to: 0, basis: EstimateBasis::Plan });
        assert_eq!(duration_text(&done, left, 999_999).as_deref(), Some("took 4 min 10 s"));
        let odd = Operation { completed_at: Some(Timestamp(-1)), ..done };
        assert_eq!(duration_text(&odd, None, 999_999), None, "clocks disagree");
    }
}
