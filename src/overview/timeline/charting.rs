//! Pure: converts rows to bars.

use crate::health::planned;
use crate::sync::OperationStore;
use crate::ui::is_blank;
use gantt::{Chart, Item, Phase, Times};
use history::{Column, History, Query, RowId, Sort};
use operation::{Stage, health, is_failed, is_succeeded, stage};
use std::collections::HashMap;

/// Typical duration of each type in ms, if known.
pub type Typical = HashMap<String, i64>;

/// Median duration of the completed operations of each type.
pub fn typical(history: &mut History) -> Typical {
    let enough = history.past_durations().into_iter().filter(|(_, past)| past.is_enough());
    enough.map(|(kind, past)| (kind, past.p50)).collect()
}

/// Bars for all matching rows, only those of one transaction if `id` isn't empty. Devices are sorted by name.
pub fn chart(history: &mut History, query: &Query, id: &str, typical: &Typical, now: i64) -> Chart {
    // The API's previous revision has no device names; use the ids then.
    let named = history.devices().iter().any(|device| device.name.is_some());
    let column = if named { Column::DeviceName } else { Column::DeviceId };
    let sort = Some(Sort { column, descending: false });
    let rows = history.select(&Query { sort, ..query.clone() });
    let item = |row: &RowId| {
        let view = history.row(*row);
        let reported = operation::Times { updated: view.updated_at(), ..operation::Times::default() };
        let phase = match phase(view.status()) {
            Phase::Running if health(view.status(), reported, None, now).is_some() => Phase::Stalled,
            phase => phase,
        };
        let times = Times {
            scheduled: view.scheduled_at(),
            started: view.started_at(),
            completed: view.completed_at(),
            updated: view.updated_at(),
            // The planned duration matters only for operations that aren't final.
            planned: match phase {
                Phase::Waiting | Phase::Running | Phase::Stalled => {
                    planned(view.data()).or_else(|| typical.get(view.operation_type()).copied())
                }
                _ => None,
            },
        };
        Item {
            row: row.0,
            device_id: view.device_id(),
            device_name: view.device_name().filter(|name| !is_blank(name)),
            kind: view.operation_type(),
            phase,
            progress: view.progress().map_or(0, crate::ui::whole_percent),
            times,
        }
    };
    let wanted = |row: &&RowId| id.is_empty() || history.row(**row).id() == id;
    Chart::build(rows.rows().iter().filter(wanted).map(item), now)
}

/// The phase of a status. The set of statuses is open.
pub fn phase(status: &str) -> Phase {
    match stage(status) {
        Stage::Waiting => Phase::Waiting,
        Stage::Running => Phase::Running,
        Stage::Unknown => Phase::Unknown,
        Stage::Final if is_failed(status) => Phase::Failed,
        Stage::Final if is_succeeded(status) => Phase::Done,
        Stage::Final => Phase::Cancelled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::Observation;

    fn seen<'a>(
        id: &'a str,
        device_id: &'a str,
        status: &'a str,
        times: [Option<i64>; 3],
    ) -> Observation<'a> {
        let [scheduled_at, started_at, completed_at] = times;
        Observation {
            id,
            device_id,
            status,
            operation_type: "t",
            scheduled_at,
            started_at,
            completed_at,
            ..Observation::default()
        }
    }

    #[test]
    fn rows_become_bars_in_the_lane_of_their_device() {
        let mut history = History::new();
        for n in 0..6 {
            history.upsert(
                None,
                &seen(&n.to_string(), "b", "completed", [Some(0), Some(n * 10_000), Some(n * 10_000 + 4000)]),
            );
        }
        history.upsert(None, &seen("next", "a", "scheduled", [Some(100_000), None, None]));
        history.upsert(None, &seen("none", "a", "scheduled", [None; 3]));
        let typical = typical(&mut history);
        assert_eq!(typical.get("t"), Some(&4000));
        let all = chart(&mut history, &Query::default(), "", &typical, 60_000);
        let lanes: Vec<(&str, usize)> =
            all.lanes().iter().map(|lane| (lane.device_id.as_str(), lane.bars().len())).collect();
        assert_eq!((lanes, all.untimed()), (vec![("a", 1), ("b", 6)], 1));
        let next = all.lanes()[0].bars()[0];
        assert_eq!((next.phase, next.span.start, next.span.reach), (Phase::Waiting, 100_000, 104_000));
        let one = chart(&mut history, &Query::default(), "3", &typical, 60_000);
        assert_eq!(one.len(), 1);
    }

    #[test]
    fn a_stalled_operation_ends_where_news_ended() {
        let mut history = History::new();
        let updated_at = Some(500_000);
        let stalled = seen("1", "a", "in_progress", [None, Some(0), None]);
        history.upsert(None, &Observation { updated_at, ..stalled });
        history.upsert(None, &seen("2", "a", "completed", [None, Some(900_000), Some(950_000)]));
        let at = |history: &mut History, now| chart(history, &Query::default(), "", &Typical::new(), now);
        let hour = at(&mut history, 3_600_000);
        let bar = hour.lanes()[0].bars()[0];
        assert_eq!((bar.phase, bar.span.end, bar.overlaps), (Phase::Stalled, 500_000, false));
        let soon = at(&mut history, 960_000);
        assert_eq!(soon.lanes()[0].bars()[0].phase, Phase::Running);
    }

    #[test]
    fn statuses_are_an_open_set() {
        for (status, phase) in [
            ("scheduled", Phase::Waiting),
            ("RUNNING", Phase::Running),
            ("succeeded", Phase::Done),
            ("timed_out", Phase::Failed),
            ("canceled", Phase::Cancelled),
            ("thinking", Phase::Unknown),
        ] {
            assert_eq!(super::phase(status), phase, "{status}");
        }
    }
}
