//! Reading a batch.

use super::{BatchError, MAGIC, VERSION, mark};
use crate::bytes::Input;
use operation::Observation;

/// The rows of one answer, borrowed from the batch's bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch<'a> {
    /// Total number of rows according to the API.
    pub count: Option<u64>,
    /// Whether the API says that another page follows.
    pub more: bool,
    /// The rows, in the answer's order.
    pub rows: Vec<BatchRow<'a>>,
}

/// A decoded row, or the reason why decoding failed.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "nearly every row is the large one")]
pub enum BatchRow<'a> {
    /// A decoded row.
    Observation(Observation<'a>),
    /// A row that couldn't be decoded. It is shown as raw JSON.
    Unreadable {
        /// Its JSON as sent.
        raw: &'a str,
        /// Why it couldn't be decoded, as text for users.
        why: &'a str,
    },
}

impl<'a> Batch<'a> {
    /// Parses the output of [`super::BatchWriter`].
    ///
    /// # Errors
    /// When the bytes are not a complete batch.
    pub fn read(bytes: &'a [u8]) -> Result<Self, BatchError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(BatchError)?;
        batch(&mut Input(rest)).ok_or(BatchError)
    }
}

fn batch<'a>(input: &mut Input<'a>) -> Option<Batch<'a>> {
    if input.byte()? != VERSION {
        return None;
    }
    let count = input.number()?.checked_sub(1);
    let more = match input.byte()? {
        0 => false,
        1 => true,
        _ => return None,
    };
    let rows = input.count()?;
    let numbers = input.count()?;
    let mut reader =
        Reader { numbers: Input(input.take(numbers)?), texts: std::str::from_utf8(input.0).ok()? };
    // A row takes at least four bytes in the numbers section, which bounds the allocation.
    let mut batch = Batch { count, more, rows: Vec::with_capacity(rows.min(numbers / 4)) };
    for _ in 0..rows {
        batch.rows.push(reader.row()?);
    }
    (reader.numbers.0.is_empty() && reader.texts.is_empty()).then_some(batch)
}

struct Reader<'a> {
    numbers: Input<'a>,
    texts: &'a str,
}

impl<'a> Reader<'a> {
    fn row(&mut self) -> Option<BatchRow<'a>> {
        let marks = u16::from_le_bytes(self.fixed()?);
        if marks == mark::UNREADABLE {
            return Some(BatchRow::Unreadable { raw: self.text()?, why: self.text()? });
        }
        if marks >= mark::PROGRESS * 2 {
            return None;
        }
        let mut times = [None; 5];
        for (at, time) in times.iter_mut().enumerate() {
            if marks >> at & 1 == 1 {
                *time = Some(i64::from_le_bytes(self.fixed()?));
            }
        }
        let [scheduled_at, started_at, completed_at, created_at, updated_at] = times;
        let has = |mark| marks & mark != 0;
        let progress = if has(mark::PROGRESS) { Some(f32::from_le_bytes(self.fixed()?)) } else { None };
        let (id, device_id, operation_type) = (self.text()?, self.text()?, self.text()?);
        let (status, data, extra) = (self.text()?, self.text()?, self.text()?);
        let device_name = if has(mark::NAME) { Some(self.text()?) } else { None };
        let device_serial = if has(mark::SERIAL) { Some(self.text()?) } else { None };
        let priority = if has(mark::PRIORITY) { Some(self.text()?) } else { None };
        Some(BatchRow::Observation(Observation {
            id,
            device_id,
            operation_type,
            status,
            device_name,
            device_serial,
            scheduled_at,
            started_at,
            completed_at,
            created_at,
            updated_at,
            progress,
            priority,
            data,
            extra,
        }))
    }

    fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.numbers.take(N)?.try_into().ok()
    }

    fn text(&mut self) -> Option<&'a str> {
        let size = usize::try_from(self.numbers.number()?).ok()?;
        let (text, rest) = self.texts.split_at_checked(size)?;
        self.texts = rest;
        Some(text)
    }
}
