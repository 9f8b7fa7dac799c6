//! Applies a batch to the history.

use super::{Batch, BatchError, BatchRow};
use crate::history::History;
use crate::row::RowId;
use crate::update::Change;

/// Result of applying the rows of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// For each row of the answer, in its order, its row in the history; [`RowId::NONE`] for unreadable rows.
    pub rows: Vec<RowId>,
    /// Number of new rows.
    pub added: usize,
    /// Number of known rows that changed.
    pub changed: usize,
    /// Total number of rows according to the API.
    pub count: Option<u64>,
    /// Whether the API says that another page follows.
    pub more: bool,
    /// The unreadable rows.
    pub unreadable: Vec<Unread>,
}

/// A row that couldn't be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its index in the answer, from 0.
    pub index: usize,
    /// Its JSON as sent.
    pub raw: String,
    /// Why it couldn't be decoded, as text for users.
    pub why: String,
}

impl History {
    /// Upserts the rows of an encoded answer. `offset` is the answer's offset in the API's order, or `None` for rows fetched by id.
    ///
    /// # Errors
    /// When the bytes are not a complete batch. The history is unchanged then.
    pub fn take_batch(&mut self, bytes: &[u8], offset: Option<u32>) -> Result<Taken, BatchError> {
        let batch = Batch::read(bytes)?;
        Ok(self.take(&batch, offset))
    }

    /// Upserts the rows of a batch that is already parsed.
    pub fn take(&mut self, batch: &Batch, offset: Option<u32>) -> Taken {
        let mut taken = Taken { count: batch.count, more: batch.more, ..Taken::default() };
        taken.rows.reserve_exact(batch.rows.len());
        if let (Some(_), Some(count)) = (offset, batch.count.and_then(|count| u32::try_from(count).ok())) {
            self.reserve(count as usize);
            self.begin_page(count);
        }
        for (index, row) in batch.rows.iter().enumerate() {
            taken.rows.push(match row {
                BatchRow::Observation(seen) => {
                    let rank = offset.and_then(|offset| offset.checked_add(index as u32));
                    let upsert = self.upsert(rank, seen);
                    taken.added += usize::from(upsert.change == Change::Added);
                    taken.changed += usize::from(upsert.change == Change::Changed);
                    upsert.row
                }
                BatchRow::Unreadable { raw, why } => {
                    taken.unreadable.push(Unread { index, raw: (*raw).to_owned(), why: (*why).to_owned() });
                    RowId::NONE
                }
            });
        }
        if offset.is_some() {
            self.end_page();
        }
        taken
    }
}
