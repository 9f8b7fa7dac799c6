//! Stepwise writing of a snapshot.

use super::write::{self, Renamed};
use super::{BLOCK, MAGIC, VERSION, seal};
use crate::Unread;
use crate::history::History;
use crate::order;
use crate::row::RowId;

/// Writes a snapshot step by step, a few milliseconds each. The history must not change meanwhile.
pub struct Saving {
    generation: u64,
    rows: Vec<RowId>,
    renamed: Renamed,
    done: usize,
    bytes: Vec<u8>,
}

/// Result of a step.
pub enum Saved {
    /// Not complete yet.
    More(Saving),
    /// The complete snapshot, as from [`History::snapshot`].
    Done(Vec<u8>),
    /// The history has changed: start over when it changes less.
    Outdated,
}

impl Saving {
    /// Writes the header with unreadable rows and dictionaries, and records the order of the rows.
    pub fn new(history: &History, unread: &[Unread]) -> Self {
        let rows = order::by_key(&history.columns);
        let mut bytes = Vec::with_capacity(rows.len() * 22 + 1024);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        let renamed = write::header(history, unread, &rows, &mut bytes);
        Self { generation: history.generation(), rows, renamed, done: 0, bytes }
    }

    /// Progress from 0 to 1.
    pub fn progress(&self) -> f32 {
        if self.rows.is_empty() { 1.0 } else { self.done as f32 / self.rows.len() as f32 }
    }

    /// Writes the next block. `history` must be the same as in [`Self::new`].
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
