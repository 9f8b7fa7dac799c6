//! A full crawl as one transaction: rows it has seen stay, the others can be removed.

use crate::history::History;
use crate::journal::bits;
use crate::row::RowId;

impl History {
    /// Begins a full crawl. From now on, every upserted row counts as seen, whichever answer it came from.
    pub fn begin_sweep(&mut self) {
        self.end_page();
        self.seen.clear();
        self.doubles.begin();
        self.sweeping = true;
    }

    /// Ends the crawl, complete or not. Removes nothing.
    pub fn finish_sweep(&mut self) {
        self.end_page();
        self.sweeping = false;
    }

    /// Ends a complete crawl and removes every row that it didn't see. Returns the number of removed rows.
    pub fn retain_seen(&mut self) -> usize {
        self.finish_sweep();
        self.doubles.complete();
        let gone: Vec<usize> = self.columns.alive.rows().filter(|&row| !self.seen.get(row)).collect();
        for &row in &gone {
            self.remove(RowId(row as u32));
        }
        gone.len()
    }

    /// Removes a row, for example one that the API no longer finds. Returns whether it existed.
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
