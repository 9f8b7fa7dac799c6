//! Pure: the selected rows. New requests and answers don't change the selection.

use history::RowId;

/// A set of rows with one bit a row, so that selecting a million rows stays cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SelectedRows {
    bits: Vec<u64>,
    count: usize,
    /// Row at which a range selection starts.
    anchor: Option<RowId>,
}

impl SelectedRows {
    /// Number of selected rows.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether no row is selected.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether that row is selected.
    pub fn has(&self, row: RowId) -> bool {
        let (word, bit) = place(row);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Selects or deselects these rows.
    pub fn set(&mut self, rows: &[RowId], on: bool) {
        for &row in rows {
            let (word, bit) = place(row);
            if self.bits.len() <= word {
                if !on {
                    continue;
                }
                self.bits.resize(word + 1, 0);
            }
            let Some(word) = self.bits.get_mut(word) else { continue };
            match (on, *word & bit != 0) {
                (true, false) => self.count += 1,
                (false, true) => self.count -= 1,
                _ => continue,
            }
            *word ^= bit;
        }
    }

    /// Toggles a row. With `range`, gives all rows of `list` from the last pressed row to this one the state of the last pressed row.
    pub fn press(&mut self, list: &[RowId], row: RowId, range: bool) {
        let on = !self.has(row);
        let at = |row: RowId| list.iter().position(|&other| other == row);
        let ends = match (range, self.anchor) {
            (true, Some(anchor)) => at(anchor).zip(at(row)),
            _ => None,
        };
        match ends.and_then(|(a, b)| list.get(a.min(b)..=a.max(b))) {
            // A range that starts at a selected row selects, whatever the state of its other end.
            Some(rows) => self.set(rows, self.anchor.is_some_and(|anchor| self.has(anchor))),
            None => self.set(&[row], on),
        }
        self.anchor = Some(row);
    }

    /// Number of selected rows in `rows`.
    pub fn count_in(&self, rows: &[RowId]) -> usize {
        match self.is_empty() {
            true => 0,
            false => rows.iter().filter(|&&row| self.has(row)).count(),
        }
    }

    /// All selected rows, by id.
    pub fn rows(&self) -> Vec<RowId> {
        let words = (0u32..).zip(&self.bits);
        let rows = words.flat_map(|(at, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| RowId(at * 64 + bit))
        });
        rows.collect()
    }
}

fn place(row: RowId) -> (usize, u64) {
    (row.0 as usize / 64, 1 << (row.0 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn rows(ids: &[u32]) -> Vec<RowId> {
        ids.iter().copied().map(RowId).collect()
    }

    #[test]
    fn a_range_follows_the_order_of_the_list() {
        let list = rows(&[9, 3, 7, 1, 200]);
        let mut selected = SelectedRows::default();
        selected.press(&list, RowId(3), false);
        selected.press(&list, RowId(200), true);
        assert_eq!(selected.rows(), rows(&[1, 3, 7, 200]));
        selected.press(&list, RowId(7), false);
        selected.press(&list, RowId(200), true);
        assert_eq!(selected.rows(), rows(&[3]), "a range from a row that was let go lets go");
    }

    #[test]
    fn a_range_whose_anchor_is_not_listed_is_one_row() {
        let mut selected = SelectedRows::default();
        selected.press(&rows(&[1, 2, 3]), RowId(1), false);
        selected.press(&rows(&[7, 8, 9]), RowId(9), true);
        assert_eq!(selected.rows(), rows(&[1, 9]), "the row that was pressed before is not on this page");
        selected.press(&rows(&[7, 8, 9]), RowId(8), true);
        assert_eq!(selected.rows(), rows(&[1, 8, 9]));
    }

    proptest! {
        /// It behaves like a set, and its count is right.
        #[test]
        fn behaves_like_a_set(steps in prop::collection::vec((prop::collection::vec(0u32..500, 0..40), any::<bool>()), 0..20)) {
            let (mut selected, mut model) = (SelectedRows::default(), BTreeSet::new());
            for (ids, on) in steps {
                selected.set(&rows(&ids), on);
                for id in ids {
                    if on { model.insert(id); } else { model.remove(&id); }
                }
                let all: Vec<u32> = model.iter().copied().collect();
                prop_assert_eq!(selected.rows(), rows(&all));
                prop_assert_eq!(selected.len(), all.len());
                prop_assert!((0..500).all(|id| selected.has(RowId(id)) == model.contains(&id)));
                let listed = rows(&[1, 2, 3, 499]);
                prop_assert_eq!(selected.count_in(&listed), listed.iter().filter(|row| model.contains(&row.0)).count());
            }
        }
    }
}
