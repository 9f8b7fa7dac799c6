//! CSV as in RFC 4180: CRLF after each record, quotes only where needed, and cells guarded against formulas.

use std::borrow::Cow;

use operation::{Column, Observation};

use crate::cell::{Cell, push_percent};
use crate::guard::guard;

/// Some spreadsheets need this at the beginning of a file to detect UTF-8. It isn't part of the CSV.
pub const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Appends the header record.
pub fn write_csv_header(out: &mut String, columns: &[Column]) {
    write_cells(out, columns.iter().map(|column| column.api_name()));
}

/// Appends a row.
pub fn write_csv_row(out: &mut String, columns: &[Column], row: &Observation<'_>) {
    write_cells(
        out,
        columns.iter().map(|&column| match Cell::of(row, column) {
            Cell::Nothing => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Json(text) => Cow::Borrowed(text),
            Cell::Percent(percent) => made(|out| push_percent(out, percent)),
            Cell::Time(at) => Cow::Owned(at.to_iso()),
        }),
    );
}

/// Appends a record of guarded cells. For tables other than the list.
pub fn write_cells<T: AsRef<str>>(out: &mut String, cells: impl IntoIterator<Item = T>) {
    let (mut count, start) = (0, out.len());
    for cell in cells {
        if count > 0 {
            out.push(',');
        }
        count += 1;
        push_cell(out, &guard(cell.as_ref()));
    }
    // A record of one empty cell would be an empty line, which readers skip.
    if count == 1 && out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

fn push_cell(out: &mut String, text: &str) {
    // Readers remove a byte order mark at the beginning of a file, even if it belongs to a cell.
    let marked = text.starts_with(BYTE_ORDER_MARK);
    if !marked && !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    out.push('"');
}

fn made(write: impl FnOnce(&mut String)) -> Cow<'static, str> {
    let mut text = String::new();
    write(&mut text);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests;
