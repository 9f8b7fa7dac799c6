//! Encodes a page as a batch; runs in a worker.

use crate::observation;
use history::BatchWriter;
use wire::{DecodeError, PageHead, PageSink, RowSeen, each_row};

/// Decodes the rows of an answer and encodes them as a [`history::Batch`].
///
/// # Errors
/// When the answer isn't a page of this API, as for [`wire::decode_page`].
pub fn encode_batch(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut batching = Batching(BatchWriter::new(None, false));
    each_row(bytes, &mut batching)?;
    Ok(batching.0.finish())
}

struct Batching(BatchWriter);

impl PageSink for Batching {
    fn head(&mut self, head: &PageHead, _: usize) {
        self.0 = BatchWriter::new(head.count, head.next.is_some());
    }

    fn row(&mut self, row: RowSeen<'_>) {
        match row {
            RowSeen::Texts(row) => self.0.push(&observation(&row)),
            RowSeen::Unreadable(row) => self.0.push_unreadable(&row.raw, &row.why),
        }
    }
}
