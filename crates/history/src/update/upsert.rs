//! Upserts observations.

use super::change::{Change, Upsert};
use crate::history::History;
use crate::journal::bits;
use crate::row::RowId;
use operation::Observation;

impl History {
    /// Begins an answer of the API whose `count` is `total`. The ranks of all upserts until [`History::end_page`] belong together, which keeps
    /// the API's order correct while operations arrive at the top.
    pub fn begin_page(&mut self, total: u32) {
        self.end_page();
        self.ranking.begin_page(total);
    }

    /// Ends the answer started by [`History::begin_page`] and gives its rows their final position in the API's order.
    pub fn end_page(&mut self) {
        for (row, key) in self.ranking.end_page() {
            self.put_key(row, key);
        }
    }

    /// Upserts an observation. `rank` is the row's offset in the API's order (the page's offset plus the index in the page), or `None`
    /// for a row fetched by id or just created; such a row sorts last until a page contains it.
    ///
    /// (`id`, device key) identifies the row. Of two observations, the one with the later `updated_at` wins. If those are equal or
    /// missing, the last one wins.
    pub fn upsert(&mut self, rank: Option<u32>, observed: &Observation) -> Upsert {
        let known = self.identity.find(&self.columns, observed.id, observed.device_key());
        if let Some(row) = known {
            self.note_double(row, observed);
        }
        let (row, mut changed) = match known {
            Some(row) if self.is_older(row, observed) => (row, 0),
            Some(row) => match self.columns.update(row as usize, observed) {
                Some(changed) => (row, changed),
                None => return Upsert { row: RowId::NONE, change: Change::Refused },
            },
            None => match self.columns.push(observed) {
                Some(row) => {
                    self.identity.insert(&self.columns, row);
                    self.seen.push(false);
                    (row, bits::ADDED)
                }
                None => return Upsert { row: RowId::NONE, change: Change::Refused },
            },
        };
        let change = match (known, changed) {
            (None, _) => Change::Added,
            (Some(_), 0) => Change::Same,
            (Some(_), _) => Change::Changed,
        };
        if let Some(rank) = rank {
            changed |= self.rank(row, rank, observed.created_at, known.is_none());
        }
        self.seen.set(row as usize, true);
        if changed != 0 {
            self.journal.record(row, changed);
        }
        Upsert { row: RowId(row), change }
    }

    fn is_older(&self, row: u32, observed: &Observation) -> bool {
        let known = self.row(RowId(row)).updated_at();
        matches!((known, observed.updated_at), (Some(known), Some(observed)) if observed < known)
    }

    fn rank(&mut self, row: u32, rank: u32, created: Option<i64>, new: bool) -> u32 {
        let index = row as usize;
        let key = self.columns.place(row).0;
        let ranked = key != crate::columns::UNRANKED;
        // During a sweep, only rows placed by this sweep can be anchors: keys of removed rows may lie between older ones.
        let anchor = (ranked && (!self.sweeping || self.seen.get(index))).then_some(key);
        let placed = self.ranking.place(row, rank, created, anchor);
        if self.ranking.in_page() && ranked && !new {
            return 0;
        }
        match self.columns.keys.get_mut(index) {
            Some(slot) if *slot != placed => {
                *slot = placed;
                bits::RANK
            }
            _ => 0,
        }
    }

    fn put_key(&mut self, row: u32, key: i32) {
        if let Some(slot) = self.columns.keys.get_mut(row as usize)
            && *slot != key
        {
            *slot = key;
            self.journal.record(row, bits::RANK);
        }
    }
}
