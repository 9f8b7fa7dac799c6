//! Detects conflicts with other operations (409). Two operations of a device must not overlap, from their scheduled time to the end of
//! their estimated duration.

use crate::{
    clock::{Millis, SECOND},
    kinds,
    store::operations::Operation,
};

/// Whether an open operation overlaps one at `at` for `estimate`.
pub fn overlaps(open: &Operation, at: Millis, estimate: Millis, now: Millis) -> bool {
    let begin = open.started_at.unwrap_or(open.scheduled_at);
    let mut end = begin + kinds::of(&open.kind).estimate;
    if open.started_at.is_some() || open.status == "pending" {
        // Overdue, but still running.
        end = end.max(now + SECOND);
    }
    begin < at.saturating_add(estimate) && at < end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::MINUTE, fleet::history};

    fn open(kind: &str, at: Millis) -> Operation {
        let mut operation = history::draft(&mut fastrand::Rng::with_seed(1), 1, 0, at);
        operation.kind = kind.to_owned();
        operation
    }

    #[test]
    fn neighbours_may_touch_but_not_overlap() {
        let update = open("firmware_update", 60 * MINUTE);
        let sync = kinds::of("config_sync").estimate;
        assert!(!overlaps(&update, 55 * MINUTE, sync, 0));
        assert!(overlaps(&update, 56 * MINUTE, sync, 0));
        assert!(overlaps(&update, 74 * MINUTE, sync, 0));
        assert!(!overlaps(&update, 75 * MINUTE, sync, 0));
    }

    #[test]
    fn an_operation_that_runs_late_still_conflicts() {
        let mut update = open("firmware_update", 60 * MINUTE);
        assert!(!overlaps(&update, 100 * MINUTE, MINUTE, 100 * MINUTE));
        update.started_at = Some(60 * MINUTE);
        assert!(overlaps(&update, 100 * MINUTE, MINUTE, 100 * MINUTE));
    }
}
