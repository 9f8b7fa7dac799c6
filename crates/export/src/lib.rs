//! Operations as files: CSV for spreadsheets, JSON lines for programs, and the checksum of either.
//!
//! Owns how a row is written. Writes one row at a time into a text of the caller's, so that a million rows never stand in memory at
//! once. Must not know: the history, the network, files, the browser, which rows are asked for.
//!
//! CSV is RFC 4180 in UTF-8 (comma, CRLF, quotes only where needed), and guarded: see [`guard`]. Columns are named as the API names its
//! fields; times are ISO 8601 in UTC whatever the page shows.

mod cell;
mod checksum;
mod csv;
mod guard;
mod json_lines;

pub use checksum::Checksum;
pub use csv::{BYTE_ORDER_MARK, write_cells, write_csv_header, write_csv_row};
pub use guard::{guard, unguard};
pub use json_lines::write_json_line;
