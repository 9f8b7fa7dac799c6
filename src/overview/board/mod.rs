//! The live board: running, late, stalled, failed and upcoming operations.

mod figures;
mod full_screen;
mod lines;
mod page;
mod section;
mod taking;
mod when;

pub use page::BoardPage;
