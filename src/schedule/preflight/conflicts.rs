//! Pure: conflict preflight: known operations that would run on the same device at the same time.
//!
//! Checks only loaded operations, so an empty result is no guarantee. The server decides (409).

use std::collections::HashMap;

/// Length assumed for an operation without one, in seconds.
pub const ASSUMED_S: u64 = 15 * 60;

/// A known operation that isn't final.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Id of the transaction.
    pub id: String,
    /// The device.
    pub device_id: String,
    /// The operation type.
    pub operation_type: String,
    /// Actual or scheduled start, in ms since 1970.
    pub starts: i64,
    /// Expected length in seconds, if given.
    pub estimated_s: Option<u64>,
    /// Running now, so it lasts at least until now.
    pub running: bool,
}

/// The time span that the new operation needs, and its devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The devices.
    pub device_ids: &'a [String],
    /// Start, in ms since 1970.
    pub starts: i64,
    /// Expected length in seconds.
    pub estimated_s: Option<u64>,
}

/// A conflict with a known operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The known operation.
    pub with: Known,
    /// Its expected end, in ms since 1970.
    pub until: i64,
    /// One of the two lengths is assumed.
    pub assumed: bool,
}

/// Known operations that overlap with `wanted`, by device in the order of `wanted`, then by start.
pub fn find<'a>(known: impl IntoIterator<Item = &'a Known>, wanted: Wanted<'_>, now: i64) -> Vec<Conflict> {
    let places: HashMap<&str, usize> =
        wanted.device_ids.iter().enumerate().rev().map(|(at, id)| (id.as_str(), at)).collect();
    let wanted_end = end(wanted.starts, wanted.estimated_s);
    let mut conflicts: Vec<Conflict> = known
        .into_iter()
        .filter(|other| places.contains_key(other.device_id.as_str()))
        .filter_map(|other| {
            let planned = end(other.starts, other.estimated_s);
            let until = if other.running { planned.max(now) } else { planned };
            let assumed = other.estimated_s.is_none() || wanted.estimated_s.is_none();
            (other.starts < wanted_end && wanted.starts < until).then(|| Conflict {
                with: other.clone(),
                until,
                assumed,
            })
        })
        .collect();
    conflicts.sort_by_cached_key(|conflict| {
        (places.get(conflict.with.device_id.as_str()).copied(), conflict.with.starts)
    });
    conflicts
}

fn end(starts: i64, estimated_s: Option<u64>) -> i64 {
    let length = i64::try_from(estimated_s.unwrap_or(ASSUMED_S).saturating_mul(1000)).unwrap_or(i64::MAX);
    starts.saturating_add(length.max(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: i64 = 1_767_261_600_000;
    const MINUTE: i64 = 60_000;

    fn on(device: &str, starts: i64, minutes: Option<u64>) -> Known {
        Known {
            id: format!("{device}-{starts}"),
            device_id: device.into(),
            starts,
            estimated_s: minutes.map(|m| m * 60),
            ..Known::default()
        }
    }

    fn in_the_way(known: &[Known], minutes: Option<u64>) -> Vec<Conflict> {
        let device_ids = ["B".to_owned(), "A".to_owned()];
        find(
            known,
            Wanted { device_ids: &device_ids, starts: TEN, estimated_s: minutes.map(|m| m * 60) },
            TEN - 5 * MINUTE,
        )
    }

    #[test]
    fn only_overlaps_on_the_wanted_devices_count() {
        let known = [
            on("A", TEN - 30 * MINUTE, Some(30)), // ends as ours begins
            on("A", TEN + 10 * MINUTE, Some(5)),  // begins as ours ends
            on("A", TEN - 10 * MINUTE, Some(11)),
            on("B", TEN + 9 * MINUTE, Some(60)),
            on("C", TEN, Some(60)),
        ];
        let found = in_the_way(&known, Some(10));
        assert_eq!(found.iter().map(|c| c.with.device_id.as_str()).collect::<Vec<_>>(), ["B", "A"]);
        assert_eq!(found[1].until, TEN + MINUTE);
        assert!(!found[0].assumed);
    }

    #[test]
    fn unknown_length_is_marked_as_assumed() {
        let found = in_the_way(&[on("A", TEN - 14 * MINUTE, None)], Some(10));
        assert!(matches!(found.as_slice(), [conflict] if conflict.assumed));
        assert!(in_the_way(&[on("A", TEN - 16 * MINUTE, None)], Some(10)).is_empty());
    }

    #[test]
    fn overdue_operation_lasts_until_now() {
        let late = Known { running: true, ..on("A", TEN - 60 * MINUTE, Some(5)) };
        let device_ids = ["A".to_owned()];
        let wanted = Wanted { device_ids: &device_ids, starts: TEN - 6 * MINUTE, estimated_s: Some(60) };
        assert_eq!(find([&late], wanted, TEN - 5 * MINUTE).len(), 1);
        assert!(find([&Known { running: false, ..late }], wanted, TEN - 5 * MINUTE).is_empty());
    }
}
