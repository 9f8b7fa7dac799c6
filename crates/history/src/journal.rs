//! Ordered log of changes. Derived data is updated from it incrementally, and callers learn which rows to refresh.

use crate::mask::Mask;

/// Kinds of changes to a row, as bit flags.
pub(crate) mod bits {
    use operation::{Column, TimeField};

    pub const ADDED: u32 = 1;
    pub const REMOVED: u32 = 1 << 1;
    pub const RANK: u32 = 1 << 2;
    pub const STATUS: u32 = 1 << 3;
    pub const TYPE: u32 = 1 << 4;
    pub const DEVICE: u32 = 1 << 5;
    pub const PROGRESS: u32 = 1 << 6;
    pub const PRIORITY: u32 = 1 << 7;
    pub const DATA: u32 = 1 << 8;
    pub const EXTRA: u32 = 1 << 9;
    /// The row was added or removed.
    pub const MEMBERSHIP: u32 = ADDED | REMOVED;

    pub const fn time(field: TimeField) -> u32 {
        1 << (10 + field as u32)
    }

    /// Changes that can move a row within this order.
    pub const fn order(column: Option<Column>) -> u32 {
        let value = match column {
            None | Some(Column::Id | Column::Data | Column::Extra) => 0,
            Some(Column::Type) => TYPE,
            Some(Column::DeviceId | Column::DeviceName | Column::DeviceSerial) => DEVICE,
            Some(Column::Status) => STATUS,
            Some(Column::Progress) => PROGRESS,
            Some(Column::Priority) => PRIORITY,
            Some(Column::Time(field)) => time(field),
        };
        value | MEMBERSHIP | RANK
    }
}

/// Most entries to keep, in a long and in a short history. When the journal is full, the older half is dropped; readers further behind must
/// start over, which costs little in a short history.
const CAPACITY: usize = 1 << 17;
const LEAST_CAPACITY: usize = 1 << 12;
/// Entries to keep for each row.
const PER_ROW: usize = 4;

/// Rows and their change bits. Each entry is one generation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    base: u64,
    entries: Vec<(u32, u32)>,
    /// Number of rows, as far as changes have shown.
    rows: usize,
}

impl Journal {
    pub fn generation(&self) -> u64 {
        self.base + self.entries.len() as u64
    }

    pub fn record(&mut self, row: u32, what: u32) {
        self.rows = self.rows.max(row as usize + 1);
        if self.entries.len() >= self.capacity() {
            let older = self.entries.len() / 2;
            self.entries.drain(..older);
            self.base += older as u64;
        }
        self.entries.push((row, what));
    }

    /// Number of latest changes that are always available.
    pub fn always_available(&self) -> u64 {
        (self.capacity() / 2) as u64
    }

    fn capacity(&self) -> usize {
        self.rows.saturating_mul(PER_ROW).clamp(LEAST_CAPACITY, CAPACITY)
    }

    /// All entries since a generation; `None` if the journal doesn't reach back that far, or the generation is in the future.
    pub fn since(&self, generation: u64) -> Option<&[(u32, u32)]> {
        let skipped = usize::try_from(generation.checked_sub(self.base)?).ok()?;
        self.entries.get(skipped..)
    }

    /// Number of changes of these kinds; `None` as for [`Journal::since`].
    pub fn count_since(&self, generation: u64, what: u32) -> Option<usize> {
        Some(self.since(generation)?.iter().filter(|(_, bits)| bits & what != 0).count())
    }

    /// The distinct rows with changes of these kinds, ascending; `None` as for [`Journal::since`].
    pub fn rows_since(&self, generation: u64, what: u32) -> Option<Vec<u32>> {
        let entries = self.since(generation)?.iter().filter(|(_, bits)| bits & what != 0);
        let rows: Vec<u32> = entries.map(|&(row, _)| row).collect();
        if rows.is_sorted_by(|a, b| a < b) {
            return Some(rows);
        }
        let mut distinct = Mask::zeros(rows.iter().max().map_or(0, |&last| last as usize + 1));
        rows.iter().for_each(|&row| distinct.set(row as usize, true));
        Some(distinct.rows().map(|row| row as u32).collect())
    }

    pub fn heap_bytes(&self) -> usize {
        self.entries.capacity() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_changes_or_reports_a_gap() {
        let mut journal = Journal::default();
        for row in [3, 1, 3] {
            journal.record(row, bits::STATUS);
        }
        journal.record(9, bits::DATA);
        assert_eq!(journal.rows_since(0, bits::STATUS), Some(vec![1, 3]));
        assert_eq!(journal.rows_since(2, bits::STATUS | bits::DATA), Some(vec![3, 9]));
        assert_eq!(journal.rows_since(5, u32::MAX), None);
        for row in 0..2 * CAPACITY as u32 {
            journal.record(row, bits::DATA);
        }
        assert_eq!(journal.rows_since(2, u32::MAX), None);
        assert_eq!(journal.generation(), 4 + 2 * CAPACITY as u64);
        assert_eq!(
            journal.rows_since(journal.generation() - 1, u32::MAX),
            Some(vec![2 * CAPACITY as u32 - 1])
        );
    }

    #[test]
    fn a_short_history_keeps_few_changes() {
        let mut journal = Journal::default();
        for change in 0..3 * CAPACITY as u32 {
            journal.record(change % 20, bits::PROGRESS);
        }
        assert_eq!(journal.generation(), 3 * CAPACITY as u64);
        assert!(journal.heap_bytes() <= 2 * LEAST_CAPACITY * 8, "{}", journal.heap_bytes());
        let reach = journal.generation() - journal.always_available();
        assert_eq!(journal.rows_since(reach, u32::MAX).map(|rows| rows.len()), Some(20));
    }
}
