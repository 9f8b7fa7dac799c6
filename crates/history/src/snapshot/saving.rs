//! A snapshot in the making.

use super::write::{self, Renamed};
use super::{BLOCK, MAGIC, VERSION, seal};
use crate::Unread;
use crate::history::History;
use crate::orders;
use crate::row::RowId;

/// Writes a snapshot step by step, each a few milliseconds, as long as the history doesn't change meanwhile.
pub struct Saving {
    generation: u64,
    rows: Vec<RowId>,
    renamed: Renamed,
    done: usize,
    bytes: Vec<u8>,
}

/// Where a [`Saving`] stands after a step.
pub enum Saved {
    /// There is more to do.
    More(Saving),
    /// The snapshot, as [`History::snapshot`] gives it.
    Done(Vec<u8>),
    /// The history has changed since: begin again, in a quieter moment.
    Outdated,
}

impl Saving {
    /// Begins: writes what could not be read and the dictionaries, and notes the order of the rows.
    pub fn new(history: &History, unread: &[Unread]) -> Self {
        let rows = orders::by_key(&history.columns);
        let mut bytes = Vec::with_capacity(rows.len() * 22 + 1024);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        let renamed = write::header(history, unread, &rows, &mut bytes);
        Self { generation: history.generation(), rows, renamed, done: 0, bytes }
    }

    /// From 0 to 1.
    pub fn progress(&self) -> f32 {
        if self.rows.is_empty() { 1.0 } else { self.done as f32 / self.rows.len() as f32 }
    }

    /// Writes some rows more. `history` must be the one it began with.
    pub fn step(mut self, history: &History) -> Saved {
        if history.generation() != self.generation {
            return Saved::Outdated;
        }
        let end = (self.done + BLOCK).min(self.rows.len());
        if let Some(rows @ [_, ..]) = self.rows.get(self.done..end) {
            write::block(&history.columns, rows, &self.renamed, &mut self.bytes);
            self.done = end;
            return Saved::More(self);
        }
        seal(&mut self.bytes);
        Saved::Done(self.bytes)
    }
}
