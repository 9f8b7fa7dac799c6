//! Progress of one operation, as a pure function over its row.
//!
//! scheduled → in_progress → completed or failed; on an offline device, scheduled → pending until the device is online or the timeout
//! expires. Events since the last step get the times at which they would have happened.

use super::{outcome, plan::Plan};
use crate::{
    clock::{MINUTE, Millis, SECOND},
    store::operations::Operation,
};

/// Retry interval for an offline device.
const RETRY: Millis = 15 * SECOND;
/// Timeout in minutes, if the operation has no `timeout_minutes`.
const DEFAULT_TIMEOUT: i64 = 10;
/// Percentage at which a backup is complete.
const BACKED_UP: i64 = 15;

/// When the simulation must first process a waiting operation.
pub fn first_step_at(operation: &Operation, plan: &Plan) -> Millis {
    operation.scheduled_at.max(operation.created_at) + plan.delay
}

/// Applies all events up to `now`.
pub fn advance(operation: &mut Operation, plan: &Plan, online: bool, now: Millis) {
    while let Some(at) = operation.next_at.filter(|at| *at <= now) {
        match operation.status.as_str() {
            "in_progress" => report(operation, plan, at),
            "scheduled" | "pending" => begin(operation, plan, online, at),
            // A status that only tests set; the simulation ignores it.
            _ => operation.next_at = None,
        }
    }
}

fn begin(operation: &mut Operation, plan: &Plan, online: bool, at: Millis) {
    if online {
        operation.status = "in_progress".to_owned();
        operation.started_at = Some(at);
        operation.next_at = Some(at + plan.step.min(plan.run()));
    } else {
        let data = outcome::read(&operation.data);
        let minutes =
            data.get("timeout_minutes").and_then(|minutes| minutes.as_i64()).unwrap_or(DEFAULT_TIMEOUT);
        let deadline = operation.scheduled_at.max(operation.created_at) + minutes.clamp(1, 240) * MINUTE;
        if at >= deadline {
            return end(operation, at, |data| {
                outcome::fail(data, &format!("Device offline: no contact within {minutes} minutes"), false);
                "failed"
            });
        }
        operation.status = "pending".to_owned();
        operation.next_at = Some((at + RETRY).min(deadline));
    }
    operation.updated_at = at;
}

fn report(operation: &mut Operation, plan: &Plan, at: Millis) {
    let started = operation.started_at.unwrap_or(at);
    let before = operation.progress;
    let finish = started + plan.run();
    let percent = (100 * (at.min(finish) - started) / plan.duration.max(1)).clamp(before, 100);
    if before < BACKED_UP && percent >= BACKED_UP {
        let mut data = outcome::read(&operation.data);
        if outcome::back_up(&mut data) {
            operation.data = outcome::write(data);
        }
    }
    if at < finish {
        operation.progress = percent.min(99);
        operation.updated_at = at;
        operation.next_at = Some((at + plan.step).min(finish));
        return;
    }
    let kind = operation.kind.clone();
    match plan.failure {
        Some((_, reason)) => {
            operation.progress = percent.min(99);
            end(operation, finish, |data| {
                outcome::fail(data, reason, true);
                "failed"
            });
        }
        None => {
            operation.progress = 100;
            end(operation, finish, |data| {
                outcome::complete(&kind, data, plan.luck);
                "completed"
            });
        }
    }
}

fn end(
    operation: &mut Operation,
    at: Millis,
    how: impl FnOnce(&mut serde_json::Map<String, serde_json::Value>) -> &'static str,
) {
    let mut data = outcome::read(&operation.data);
    operation.status = how(&mut data).to_owned();
    operation.data = outcome::write(data);
    operation.completed_at = Some(at);
    operation.updated_at = at;
    operation.next_at = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Plan =
        Plan { delay: 2 * SECOND, duration: 100 * SECOND, step: SECOND, failure: None, luck: 1 };

    fn scheduled(plan: &Plan) -> Operation {
        let mut operation = Operation {
            pk: 1,
            txn: 1,
            device: 1,
            kind: "config_sync".to_owned(),
            status: "scheduled".to_owned(),
            scheduled_at: MINUTE,
            started_at: None,
            completed_at: None,
            progress: 0,
            data: r#"{"create_backup":true,"rollback_on_failure":true,"timeout_minutes":2}"#.to_owned(),
            created_at: 0,
            updated_at: 0,
            next_at: None,
        };
        operation.next_at = Some(first_step_at(&operation, plan));
        operation
    }

    #[test]
    fn waits_then_runs_then_completes() {
        let mut operation = scheduled(&GOOD);
        advance(&mut operation, &GOOD, true, MINUTE + SECOND);
        assert_eq!((operation.status.as_str(), operation.started_at), ("scheduled", None));
        advance(&mut operation, &GOOD, true, MINUTE + 2 * SECOND + 40 * SECOND);
        assert_eq!((operation.status.as_str(), operation.progress), ("in_progress", 40));
        assert!(operation.data.contains(r#""backup_created":true"#));
        advance(&mut operation, &GOOD, true, 10 * MINUTE);
        assert_eq!((operation.status.as_str(), operation.progress), ("completed", 100));
        assert_eq!(operation.completed_at, Some(MINUTE + 102 * SECOND));
        assert!(operation.data.contains("config_changes") && operation.next_at.is_none());
    }

    #[test]
    fn fails_at_its_planned_percentage_and_rolls_back() {
        let bad = Plan { failure: Some((60, "Device rejected line 84")), ..GOOD };
        let mut operation = scheduled(&bad);
        advance(&mut operation, &bad, true, 10 * MINUTE);
        assert_eq!((operation.status.as_str(), operation.progress), ("failed", 60));
        assert!(operation.data.contains("line 84") && operation.data.contains("rolled_back"));
    }

    #[test]
    fn an_offline_device_is_retried_until_the_timeout() {
        let mut operation = scheduled(&GOOD);
        advance(&mut operation, &GOOD, false, 2 * MINUTE);
        assert_eq!(operation.status, "pending");
        let mut back = operation.clone();
        advance(&mut back, &GOOD, true, 2 * MINUTE + 30 * SECOND);
        assert_eq!(back.status, "in_progress");
        advance(&mut operation, &GOOD, false, 20 * MINUTE);
        assert_eq!((operation.status.as_str(), operation.completed_at), ("failed", Some(3 * MINUTE)));
        assert!(
            operation.data.contains("no contact within 2 minutes") && !operation.data.contains("rolled_back")
        );
    }

    #[test]
    fn rare_steps_give_the_same_result() {
        let (mut often, mut seldom) = (scheduled(&GOOD), scheduled(&GOOD));
        (0..4000).for_each(|tick| advance(&mut often, &GOOD, true, tick * 77));
        advance(&mut seldom, &GOOD, true, 4000 * 77);
        assert_eq!(often, seldom);
    }
}
