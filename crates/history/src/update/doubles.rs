//! Different operations that share id and device. One overwrites the other, so a crawl counts them.

use std::collections::BTreeSet;

use crate::history::History;
use operation::Observation;

/// Operations that share their key with another one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubles {
    /// Found by the running or last sweep: row, type and time of creation.
    found: BTreeSet<(u32, String, Option<i64>)>,
    /// Number of the last complete sweep.
    counted: usize,
}

impl Doubles {
    pub fn restored(counted: usize) -> Self {
        Self { counted, ..Self::default() }
    }

    pub fn begin(&mut self) {
        self.found.clear();
    }

    pub fn complete(&mut self) {
        self.counted = self.hidden();
    }

    /// Number of operations that another one overwrites.
    pub fn count(&self) -> usize {
        self.counted.max(self.hidden())
    }

    fn hidden(&self) -> usize {
        let rows: BTreeSet<u32> = self.found.iter().map(|(row, ..)| *row).collect();
        self.found.len() - rows.len()
    }
}

impl History {
    /// Number of operations of the API that aren't in the history because another one has their id and device.
    pub fn overwritten(&self) -> usize {
        self.doubles.count()
    }

    /// Notes an observation that is another operation than the known row. Rows move while a crawl reads them, so that the same one may be on two
    /// pages; but it keeps its type and the time of its creation.
    pub(super) fn note_double(&mut self, row: u32, observed: &Observation) {
        if !self.sweeping || !self.seen.get(row as usize) {
            return;
        }
        let known = self.row(crate::RowId(row));
        let created = known.created_at().zip(observed.created_at);
        let same_time = created.is_none_or(|(known, observed)| known == observed);
        if same_time && known.operation_type() == observed.operation_type {
            return;
        }
        let operations = [
            (row, known.operation_type().to_owned(), known.created_at()),
            (row, observed.operation_type.to_owned(), observed.created_at),
        ];
        self.doubles.found.extend(operations);
    }
}

#[cfg(test)]
mod tests {
    use crate::{History, Observation};

    fn seen(status: &'static str, created: i64) -> Observation<'static> {
        Observation {
            id: "1",
            device_id: "a",
            operation_type: "reboot",
            status,
            created_at: Some(created),
            ..Observation::default()
        }
    }

    #[test]
    fn different_operations_with_one_key_are_counted() {
        let mut history = History::new();
        history.begin_sweep();
        history.upsert(Some(0), &seen("failed", 1_000));
        history.upsert(Some(0), &seen("failed", 1_000));
        assert_eq!(history.overwritten(), 0, "a row that has moved");
        for _ in 0..3 {
            history.upsert(Some(100), &seen("completed", 9_000));
            history.upsert(Some(0), &seen("failed", 1_000));
        }
        assert_eq!((history.len(), history.overwritten()), (1, 1));
        history.upsert(Some(7), &Observation { operation_type: "sync", ..seen("failed", 1_000) });
        assert_eq!(history.overwritten(), 2);
        history.retain_seen();
        let (restored, _) = History::restore(&history.snapshot(&[])).unwrap();
        assert_eq!((history.overwritten(), restored.overwritten()), (2, 2));
    }

    #[test]
    fn a_row_that_changes_or_ids_that_begin_anew_are_no_doubles() {
        let mut history = History::new();
        history.upsert(Some(0), &seen("failed", 1_000));
        history.begin_sweep();
        history.upsert(Some(0), &seen("completed", 9_000));
        history.upsert(Some(0), &Observation { created_at: None, ..seen("failed", 0) });
        history.retain_seen();
        history.upsert(Some(0), &seen("completed", 99_000));
        assert_eq!(history.overwritten(), 0);
    }
}
