//! A binary format for the rows of one answer. A worker decodes the JSON and writes a batch; the page reads the batch without parsing
//! JSON again.
//!
//! Layout: four bytes of magic, a version, the page's metadata, a section of numbers, and a section with all texts, which is checked to be
//! UTF-8 once. The reader accepts any bytes: it rejects an incomplete batch before it changes the history.

mod read;
mod take;
mod write;

pub use read::{Batch, BatchRow};
pub use take::{Taken, Unread};
pub use write::BatchWriter;

use std::fmt;

const MAGIC: [u8; 4] = *b"HOpb";
const VERSION: u8 = 1;

/// Row tags.
mod mark {
    pub const UNREADABLE: u16 = 1 << 15;
    pub const NAME: u16 = 1 << 5;
    pub const SERIAL: u16 = 1 << 6;
    pub const PRIORITY: u16 = 1 << 7;
    pub const PROGRESS: u16 = 1 << 8;
}

/// The bytes are not a batch written by this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchError;

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the decoded rows arrived damaged, or were written by another version of this app")
    }
}

impl std::error::Error for BatchError {}
