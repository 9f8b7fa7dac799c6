//! Pure: the set of rows that a crawl has seen.

use history::RowId;

/// A set of rows with one bit a row, as nearly all rows end up in it.
#[derive(Debug, Default)]
pub(super) struct SeenRows {
    bits: Vec<u64>,
    count: usize,
}

impl SeenRows {
    /// Adds a row.
    pub fn insert(&mut self, row: RowId) {
        let (word, bit) = (row.0 as usize / 64, 1 << (row.0 % 64));
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(word).filter(|bits| **bits & bit == 0) {
            *bits |= bit;
            self.count += 1;
        }
    }

    /// Number of distinct rows.
    pub fn len(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_counts_once() {
        let mut seen = SeenRows::default();
        for row in [0, 63, 64, 1_000, 64, 0, 63, 1_000] {
            seen.insert(RowId(row));
        }
        assert_eq!(seen.len(), 4);
    }
}
