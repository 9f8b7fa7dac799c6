//! The live board: what runs, what is late, what stalled, what failed, what comes.

mod figures;
mod lines;
mod page;
mod section;
mod taking;

pub use page::BoardPage;
