//! Stepwise restoring of a snapshot.

use super::{BLOCK, MAGIC, SnapshotError, VERSION, checksum, read};
use crate::Unread;
use crate::bytes::Input;
use crate::history::History;

/// Reads a snapshot step by step, a few milliseconds each.
pub struct Restoring<B> {
    bytes: B,
    /// Offset of the next block, and of the checksum.
    at: usize,
    end: usize,
    rows: usize,
    history: History,
    unread: Vec<Unread>,
}

impl<B: AsRef<[u8]>> Restoring<B> {
    /// Checks that the bytes are complete and unmodified, and reads the header.
    ///
    /// # Errors
    /// See [`SnapshotError`].
    pub fn new(bytes: B) -> Result<Self, SnapshotError> {
        let all = bytes.as_ref();
        let rest = all.strip_prefix(&MAGIC).ok_or(SnapshotError::NotASnapshot)?;
        let (version, rest) = rest.split_first_chunk().ok_or(SnapshotError::NotASnapshot)?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(SnapshotError::OtherVersion(version));
        }
        let (sections, sum) = rest.split_last_chunk().ok_or(SnapshotError::Damaged)?;
        let end = all.len() - sum.len();
        if checksum(all.get(..end).unwrap_or(&[])) != u64::from_le_bytes(*sum) {
            return Err(SnapshotError::Damaged);
        }
        let mut input = Input(sections);
        let (history, unread, rows) = read::header(&mut input).ok_or(SnapshotError::Damaged)?;
        let at = end - input.0.len();
        Ok(Self { bytes, at, end, rows, history, unread })
    }

    /// Progress from 0 to 1.
    pub fn progress(&self) -> f32 {
        if self.rows == 0 { 1.0 } else { self.history.len() as f32 / self.rows as f32 }
    }

    /// Reads the next block. Returns `true` when all rows are read.
    ///
    /// # Errors
    /// [`SnapshotError::Damaged`] when the rows are inconsistent. The whole snapshot is unusable then.
    pub fn step(&mut self) -> Result<bool, SnapshotError> {
        let left = self.rows.saturating_sub(self.history.len());
        let mut input = Input(self.bytes.as_ref().get(self.at..self.end).unwrap_or(&[]));
        if left > 0 {
            read::block(&mut input, &mut self.history, left.min(BLOCK)).ok_or(SnapshotError::Damaged)?;
            self.at = self.end - input.0.len();
        }
        Ok(left <= BLOCK)
    }

    /// Returns the history and the unreadable rows, once everything is read.
    ///
    /// # Errors
    /// [`SnapshotError::Damaged`] when data is missing or left over.
    pub fn finish(self) -> Result<(History, Vec<Unread>), SnapshotError> {
        let whole = self.history.len() == self.rows && self.at == self.end;
        if whole { Ok((self.history, self.unread)) } else { Err(SnapshotError::Damaged) }
    }
}
