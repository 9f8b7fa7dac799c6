//! Rows on their way from where answers are decoded to where the history is, as bytes: a worker writes them, the page takes them in
//! without looking at JSON again.
//!
//! Four bytes of magic and a version, what the page said of itself, then a part of numbers and a part with all texts, which is
//! checked to be UTF-8 once. Any bytes may be read: what isn't a whole batch is refused before anything of it is taken in.

mod read;
mod take;
mod write;

pub use read::{Batch, BatchRow};
pub use take::{Taken, Unread};
pub use write::BatchWriter;

use std::fmt;

const MAGIC: [u8; 4] = *b"HOpb";
const VERSION: u8 = 1;

/// Marks at the start of a row.
mod mark {
    pub const UNREADABLE: u16 = 1 << 15;
    pub const NAME: u16 = 1 << 5;
    pub const SERIAL: u16 = 1 << 6;
    pub const PRIORITY: u16 = 1 << 7;
    pub const PROGRESS: u16 = 1 << 8;
}

/// The bytes are not a batch that this version wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchError;

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the decoded rows arrived damaged, or were written by another version of this app")
    }
}

impl std::error::Error for BatchError {}
