//! Exports operations as CSV for spreadsheets or JSON lines for programs, with a checksum.
//!
//! Owns how a row is written. Appends one row at a time to the caller's buffer, so that a million rows are never in memory at once.
//! Must not know: the history, the network, files, the browser, which rows are exported.
//!
//! CSV is RFC 4180 in UTF-8 (comma, CRLF, quotes only where needed), and guarded: see [`guard`]. Columns have the names of the API's
//! fields; times are ISO 8601 in UTC, whatever zone the page shows.

mod cell;
mod checksum;
mod csv;
mod guard;
mod json_lines;

pub use checksum::Checksum;
pub use csv::{BYTE_ORDER_MARK, write_cells, write_csv_header, write_csv_row};
pub use guard::{guard, unguard};
pub use json_lines::write_json_line;
