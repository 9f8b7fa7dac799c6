//! Pure: writes a file row by row, in pieces of any size.

use crate::sync::OperationStore;
use ::export::{Checksum, write_csv_header, write_csv_row, write_json_line};
use history::RowId;
use operation::Column;

/// Rows written between two checks of the time.
pub const STEP: usize = 100;
/// Minimum size of a piece, in bytes.
const PIECE: usize = 1 << 20;

/// File format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Comma-separated values.
    Csv,
    /// One JSON object per line.
    JsonLines,
}

/// A file being written.
pub struct Writing {
    kind: Kind,
    rows: usize,
    bytes: usize,
    buffer: String,
    checksum: Checksum,
}

/// Summary of a written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Number of rows, without the CSV header.
    pub rows: usize,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 of the whole file, as 64 hexadecimal digits.
    pub sha256: String,
}

impl Writing {
    /// Starts a file.
    pub fn new(kind: Kind) -> Self {
        let mut buffer = String::new();
        if kind == Kind::Csv {
            write_csv_header(&mut buffer, &Column::ALL);
        }
        Self { kind, rows: 0, bytes: 0, buffer, checksum: Checksum::default() }
    }

    /// Writes rows.
    pub fn rows(&mut self, known: &dyn OperationStore, rows: &[RowId]) {
        for row in rows {
            let row = known.row(*row);
            match self.kind {
                Kind::Csv => write_csv_row(&mut self.buffer, &Column::ALL, &row),
                Kind::JsonLines => write_json_line(&mut self.buffer, &Column::ALL, &row),
            }
            self.rows += 1;
        }
    }

    /// Passes a piece to `take` if there is enough for one; `last` passes the rest.
    pub fn piece(&mut self, last: bool, take: impl FnOnce(&[u8])) {
        if self.buffer.is_empty() || (!last && self.buffer.len() < PIECE) {
            return;
        }
        self.checksum.update(self.buffer.as_bytes());
        self.bytes += self.buffer.len();
        take(self.buffer.as_bytes());
        self.buffer.clear();
    }

    /// Finishes the file after the last piece was taken.
    pub fn finish(self) -> Written {
        Written { rows: self.rows, bytes: self.bytes, sha256: self.checksum.finish() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::{History, Observation};

    fn written(kind: Kind, step: usize) -> (Vec<u8>, Written) {
        let mut history = History::new();
        let data = format!("{{\"note\":\"{}\"}}", "x".repeat(3000));
        for id in 0..1000 {
            let id = id.to_string();
            let seen = Observation { id: &id, device_id: "=1+1", data: &data, ..Observation::default() };
            history.upsert(None, &seen);
        }
        let rows: Vec<RowId> = (0..1000).map(RowId).collect();
        let (mut writing, mut file) = (Writing::new(kind), Vec::new());
        for rows in rows.chunks(step) {
            writing.rows(&history, rows);
            writing.piece(false, |piece| file.extend_from_slice(piece));
        }
        writing.piece(true, |piece| file.extend_from_slice(piece));
        (file, writing.finish())
    }

    #[test]
    fn piece_size_does_not_change_the_file() {
        for kind in [Kind::Csv, Kind::JsonLines] {
            let (file, said) = written(kind, 7);
            assert_eq!((&file, &said), (&written(kind, 1000).0, &written(kind, 1000).1));
            assert_eq!((said.rows, said.bytes), (1000, file.len()));
            let mut checksum = Checksum::default();
            checksum.update(&file);
            assert_eq!(said.sha256, checksum.finish());
        }
    }

    #[test]
    fn cells_are_guarded_and_the_header_appears_once() {
        let file = String::from_utf8(written(Kind::Csv, 100).0).unwrap();
        assert_eq!(file.matches("operation_type").count(), 1);
        assert_eq!(file.lines().count(), 1001);
        assert!(file.lines().nth(1).is_some_and(|line| line.starts_with("0,,'=1+1,")));
    }
}
