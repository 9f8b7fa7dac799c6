//! The live board: running, late, stalled, failed and upcoming operations.

mod figures;
mod lines;
mod page;
mod section;
mod taking;

pub use page::BoardPage;
