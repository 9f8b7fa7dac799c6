//! Taking a batch in.

use super::{Batch, BatchError, BatchRow};
use crate::change::Change;
use crate::history::History;
use crate::row::RowId;

/// What became of the rows of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// For each row of the answer, in its order, the row of the history; [`RowId::NONE`] for those that could not be read.
    pub rows: Vec<RowId>,
    /// How many were not known before.
    pub added: usize,
    /// How many were known and have a new value.
    pub changed: usize,
    /// How many rows the API says there are in all.
    pub count: Option<u64>,
    /// Whether it says that another page follows.
    pub more: bool,
    /// The rows that could not be read.
    pub unreadable: Vec<Unread>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its place in the answer, from 0.
    pub index: usize,
    /// Its JSON, as sent.
    pub raw: String,
    /// Why it could not be read, in words for people.
    pub why: String,
}

impl History {
    /// Takes in the rows of an answer. `offset` is where it stands in the API's order, `None` for rows that were looked up.
    ///
    /// # Errors
    /// When the bytes are not a whole batch; then nothing has been taken in.
    pub fn take_batch(&mut self, bytes: &[u8], offset: Option<u32>) -> Result<Taken, BatchError> {
        let batch = Batch::read(bytes)?;
        Ok(self.take(&batch, offset))
    }

    /// The same for a batch that was read already.
    pub fn take(&mut self, batch: &Batch, offset: Option<u32>) -> Taken {
        let mut taken = Taken { count: batch.count, more: batch.more, ..Taken::default() };
        taken.rows.reserve_exact(batch.rows.len());
        if let (Some(_), Some(count)) = (offset, batch.count.and_then(|count| u32::try_from(count).ok())) {
            self.reserve(count as usize);
            self.begin_page(count);
        }
        for (index, row) in batch.rows.iter().enumerate() {
            taken.rows.push(match row {
                BatchRow::Seen(seen) => {
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
