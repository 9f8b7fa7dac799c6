//! Why the operations of a report failed: the counts of a snapshot, and their table.

mod counts;
mod table;

pub use counts::{ReasonReader, Reasons};
pub use table::ReasonTable;
