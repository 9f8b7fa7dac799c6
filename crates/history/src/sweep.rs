//! A full crawl as one act: what it has seen stays, what it hasn't may go.

use crate::history::History;
use crate::journal::bits;
use crate::row::RowId;

impl History {
    /// Begins a crawl of everything. From now on rows count as seen when they are upserted, by whatever answer.
    pub fn begin_sweep(&mut self) {
        self.end_page();
        self.seen.clear();
        self.sweeping = true;
    }

    /// Ends the crawl, complete or not; nothing is removed.
    pub fn finish_sweep(&mut self) {
        self.end_page();
        self.sweeping = false;
    }

    /// Ends a crawl that the caller knows to be complete, and removes every row that it didn't see. How many those were.
    pub fn retain_seen(&mut self) -> usize {
        self.finish_sweep();
        let gone: Vec<usize> = self.columns.alive.rows().filter(|&row| !self.seen.get(row)).collect();
        for &row in &gone {
            self.remove(RowId(row as u32));
        }
        gone.len()
    }

    /// Removes one row, for example one that the API no longer finds. Whether it was there.
    pub fn remove(&mut self, row: RowId) -> bool {
        if !self.contains(row) {
            return false;
        }
        self.identity.remove(&self.columns, row.0);
        self.columns.remove(row.index());
        self.journal.record(row.0, bits::REMOVED);
        true
    }
}
