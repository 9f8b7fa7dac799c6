//! Loaded operations of the selected devices, for the conflict preflight.

use history::{Observation, Query};
use operation::{Stage, stage};

use super::conflicts::{Conflict, Known, Wanted, find};
use crate::sync::{self};
use crate::time::duration;

/// Conflicts with loaded operations. `now` is in ms since 1970.
pub fn conflicts(known: &mut dyn sync::OperationStore, wanted: Wanted<'_>, now: i64) -> Vec<Conflict> {
    let query = Query { devices: wanted.device_ids.to_vec(), ..Query::default() };
    let rows = known.select(&query);
    let known: Vec<Known> = rows.rows().iter().filter_map(|row| unfinished(known.row(*row))).collect();
    find(&known, wanted, now)
}

fn unfinished(row: Observation<'_>) -> Option<Known> {
    let stage = stage(row.status);
    if stage == Stage::Final {
        return None;
    }
    Some(Known {
        id: row.id.to_owned(),
        device_id: row.device_id.to_owned(),
        operation_type: row.operation_type.to_owned(),
        starts: row.started_at.or(row.scheduled_at)?,
        estimated_s: estimate(row.data),
        running: stage == Stage::Running,
    })
}

/// `estimated_duration` of an `operation_data` in seconds, or else its `timeout_minutes`, the maximum.
pub fn estimate(data: &str) -> Option<u64> {
    let data: wire::Value = serde_json::from_str(data).ok()?;
    let given = data.get("estimated_duration").and_then(wire::Value::as_str).and_then(duration::parse);
    given.or_else(|| data.get("timeout_minutes")?.as_u64()?.checked_mul(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: i64 = 1_767_261_600_000;

    #[test]
    fn only_active_operations_of_the_devices_count() {
        let mut known = sync::make_history();
        for (id, device_id, status, data) in [
            ("1", "A", "scheduled", r#"{"estimated_duration": "00:10:00"}"#),
            ("2", "A", "completed", "{}"),
            ("3", "B", "in_progress", "{}"),
            ("4", "C", "scheduled", "{}"),
        ] {
            let seen = Observation {
                id,
                device_id,
                status,
                data,
                scheduled_at: Some(TEN),
                ..Observation::default()
            };
            known.upsert(None, &seen);
        }
        let device_ids = ["A".to_owned(), "B".to_owned()];
        let wanted = Wanted { device_ids: &device_ids, starts: TEN + 300_000, estimated_s: Some(60) };
        let found = conflicts(known.as_mut(), wanted, TEN);
        assert_eq!(found.iter().map(|conflict| conflict.with.id.as_str()).collect::<Vec<_>>(), ["1", "3"]);
        assert_eq!(found[0].until, TEN + 600_000);
    }

    #[test]
    fn estimate_is_read_from_the_data() {
        assert_eq!(estimate(r#"{"estimated_duration": "00:15:00", "timeout_minutes": 99}"#), Some(900));
        assert_eq!(estimate(r#"{"timeout_minutes": 30}"#), Some(1800));
        assert_eq!(estimate("{}"), None);
        assert_eq!(estimate("not json"), None);
    }
}
