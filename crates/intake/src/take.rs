//! Takes a page on the thread of the history.

use crate::observation;
use history::{Change, History, RowId, Taken, Unread};
use wire::{DecodeError, DecodedRow, PageHead, PageSink, each_row};

/// Upserts the rows of an answer. `offset` is the answer's offset in the API's order, or `None` for rows fetched by id.
///
/// # Errors
/// When the answer isn't a page of this API, as for [`wire::decode_page`]. The history is unchanged then.
pub fn take_page(history: &mut History, bytes: &[u8], offset: Option<u32>) -> Result<Taken, DecodeError> {
    let mut sink = HistorySink { history, offset, taken: Taken::default() };
    each_row(bytes, &mut sink)?;
    let HistorySink { history, taken, .. } = sink;
    if offset.is_some() {
        history.end_page();
    }
    Ok(taken)
}

struct HistorySink<'h> {
    history: &'h mut History,
    offset: Option<u32>,
    taken: Taken,
}

impl PageSink for HistorySink<'_> {
    fn head(&mut self, head: &PageHead, rows: usize) {
        self.taken.count = head.count;
        self.taken.more = head.next.is_some();
        self.taken.rows.reserve_exact(rows);
        let count = head.count.and_then(|count| u32::try_from(count).ok());
        if let (Some(_), Some(count)) = (self.offset, count) {
            self.history.reserve(count as usize);
            self.history.begin_page(count);
        }
    }

    fn row(&mut self, row: DecodedRow<'_>) {
        let taken = &mut self.taken;
        let index = taken.rows.len();
        taken.rows.push(match row {
            DecodedRow::Texts(row) => {
                let rank = self.offset.and_then(|offset| offset.checked_add(index as u32));
                let upsert = self.history.upsert(rank, &observation(&row));
                taken.added += usize::from(upsert.change == Change::Added);
                taken.changed += usize::from(upsert.change == Change::Changed);
                upsert.row
            }
            DecodedRow::Unreadable(row) => {
                taken.unreadable.push(Unread { index, raw: row.raw, why: row.why });
                RowId::NONE
            }
        });
    }
}
