//! Writing a batch.

use super::{MAGIC, VERSION, mark};
use crate::bytes::put_number;
use operation::Observation;

/// Collects the rows of one answer.
#[derive(Clone, Debug)]
pub struct BatchWriter {
    rows: u64,
    head: Vec<u8>,
    numbers: Vec<u8>,
    texts: Vec<u8>,
}

impl BatchWriter {
    /// Starts a batch. `count` is the total number of rows according to the API; `more` is whether another page follows.
    pub fn new(count: Option<u64>, more: bool) -> Self {
        let mut head = MAGIC.to_vec();
        head.push(VERSION);
        put_number(&mut head, count.map_or(0, |count| count.saturating_add(1)));
        head.push(u8::from(more));
        Self { rows: 0, head, numbers: Vec::new(), texts: Vec::new() }
    }

    /// Adds a decoded row.
    pub fn push(&mut self, observed: &Observation) {
        self.rows += 1;
        let times = observed.times();
        let mut marks =
            times.iter().enumerate().fold(0, |bits, (at, time)| bits | u16::from(time.is_some()) << at);
        for (mark, present) in [
            (mark::NAME, observed.device_name.is_some()),
            (mark::SERIAL, observed.device_serial.is_some()),
            (mark::PRIORITY, observed.priority.is_some()),
            (mark::PROGRESS, observed.progress.is_some()),
        ] {
            marks |= if present { mark } else { 0 };
        }
        self.numbers.extend_from_slice(&marks.to_le_bytes());
        times.iter().flatten().for_each(|time| self.numbers.extend_from_slice(&time.to_le_bytes()));
        observed.progress.iter().for_each(|percent| self.numbers.extend_from_slice(&percent.to_le_bytes()));
        for text in [
            observed.id,
            observed.device_id,
            observed.operation_type,
            observed.status,
            observed.data,
            observed.extra,
        ] {
            self.text(text);
        }
        for text in [observed.device_name, observed.device_serial, observed.priority].into_iter().flatten() {
            self.text(text);
        }
    }

    /// Adds a row that couldn't be decoded: its JSON as sent, and the reason as text for users.
    pub fn push_unreadable(&mut self, raw: &str, why: &str) {
        self.rows += 1;
        self.numbers.extend_from_slice(&mark::UNREADABLE.to_le_bytes());
        self.text(raw);
        self.text(why);
    }

    /// Returns the encoded batch.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.head;
        bytes.reserve_exact(self.numbers.len() + self.texts.len() + 20);
        put_number(&mut bytes, self.rows);
        put_number(&mut bytes, self.numbers.len() as u64);
        bytes.extend_from_slice(&self.numbers);
        bytes.extend_from_slice(&self.texts);
        bytes
    }

    fn text(&mut self, text: &str) {
        put_number(&mut self.numbers, text.len() as u64);
        self.texts.extend_from_slice(text.as_bytes());
    }
}
