//! Encodes a page as a batch; runs in a worker.

use crate::observation;
use history::BatchWriter;
use wire::{DecodeError, DecodedRow, PageHead, PageSink, each_row};

/// Decodes the rows of an answer and encodes them as a [`history::Batch`].
///
/// # Errors
/// When the answer isn't a page of this API, as for [`wire::decode_page`].
pub fn encode_batch(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut sink = BatchSink(BatchWriter::new(None, false));
    each_row(bytes, &mut sink)?;
    Ok(sink.0.finish())
}

struct BatchSink(BatchWriter);

impl PageSink for BatchSink {
    fn head(&mut self, head: &PageHead, _: usize) {
        self.0 = BatchWriter::new(head.count, head.next.is_some());
    }

    fn row(&mut self, row: DecodedRow<'_>) {
        match row {
            DecodedRow::Texts(row) => self.0.push(&observation(&row)),
            DecodedRow::Unreadable(row) => self.0.push_unreadable(&row.raw, &row.why),
        }
    }
}
