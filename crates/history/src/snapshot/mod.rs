//! Serializes the history to bytes and restores it. The caller stores the bytes.
//!
//! Format, little-endian: four bytes of magic, a `u32` version, a header with the dictionaries, blocks of rows, and a checksum of all
//! that as the last eight bytes. Blocks are written and read one at a time, so that a page stays responsive. Rows are in the API's
//! order. Removed rows and unused texts are left out, so row ids change on restore. Unreadable rows are in no column, but the API counts
//! them: the header holds them as sent. A version is read only by the code that wrote it: an older snapshot is dropped and the crawl
//! starts over, which costs less than maintaining readers that are no longer tested.

mod read;
mod restoring;
mod saving;
mod write;

pub use restoring::Restoring;
pub use saving::{Saved, Saving};

use crate::Unread;
use crate::history::History;
use std::fmt;

const MAGIC: [u8; 4] = *b"HOps";
const VERSION: u32 = 3;

/// Why bytes can't be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// Not a snapshot, or truncated within the first bytes.
    NotASnapshot,
    /// Written by another version of this crate; contains that version.
    OtherVersion(u32),
    /// Truncated or modified.
    Damaged,
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::NotASnapshot => write!(f, "these bytes are not a saved history"),
            SnapshotError::OtherVersion(version) => {
                write!(f, "the history was saved in format {version}, and this is format {VERSION}")
            }
            SnapshotError::Damaged => write!(f, "the saved history is damaged"),
        }
    }
}

impl std::error::Error for SnapshotError {}

/// Rows per block: a few milliseconds to write or to read.
const BLOCK: usize = 1 << 14;

impl History {
    /// Serializes all rows, about 21 bytes each, and the unreadable rows. Caches, the journal and a running sweep are left out. Takes a
    /// tenth of a second at a million rows; [`Saving`] does the same in steps.
    pub fn snapshot(&self, unread: &[Unread]) -> Vec<u8> {
        let mut saving = Saving::new(self, unread);
        loop {
            match saving.step(self) {
                Saved::More(next) => saving = next,
                Saved::Done(bytes) => return bytes,
                Saved::Outdated => return Vec::new(),
            }
        }
    }

    /// Restores the output of [`History::snapshot`]. Accepts any bytes, and rejects incomplete or modified ones. Takes some tenths of a
    /// second at a million rows; [`Restoring`] does the same in steps.
    ///
    /// # Errors
    /// See [`SnapshotError`].
    pub fn restore(bytes: &[u8]) -> Result<(History, Vec<Unread>), SnapshotError> {
        let mut restoring = Restoring::new(bytes)?;
        while !restoring.step()? {}
        restoring.finish()
    }
}

fn seal(bytes: &mut Vec<u8>) {
    let sum = checksum(bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
}

/// Each step is invertible, so damage within one eight-byte word is always detected; other damage is missed once in 2⁶⁴.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: [u8; 8]| {
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    };
    let (words, tail) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| step(sum, *word));
    let mut last = [0; 8];
    last.iter_mut().zip(tail).for_each(|(slot, byte)| *slot = *byte);
    step(sum, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Observation, Query};
    use proptest::prelude::*;

    fn some() -> History {
        let mut history = History::new();
        for n in 0..40i64 {
            let (id, device) = (format!("op_{}", 1000 - n), format!("DEV-{}", n % 7));
            history.upsert(
                (n % 5 != 0).then_some(n as u32),
                &Observation {
                    id: &id,
                    device_id: &device,
                    operation_type: "reboot",
                    status: if n % 3 == 0 { "failed" } else { "completed" },
                    device_name: (n % 2 == 0).then_some("Édge"),
                    created_at: Some(1_705_000_000_000 - n * 30_000),
                    started_at: (n % 4 == 0).then_some(1_705_000_100_000 + n),
                    progress: Some(n as f32),
                    data: "{}",
                    ..Observation::default()
                },
            );
        }
        history
    }

    fn unread() -> Unread {
        Unread { index: 3, raw: "{\"no\": \"id\"}".to_owned(), why: "it has no id".to_owned() }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Arbitrary sections with a valid checksum must not cause a panic, neither on reading nor on a query.
        #[test]
        fn survives_damage_with_a_right_checksum(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), cut in prop::option::of(any::<prop::sample::Index>())) {
            let mut bytes = some().snapshot(&[unread()]);
            bytes.truncate(bytes.len() - 8);
            for (at, byte) in damage {
                let at = 8 + at.index(bytes.len() - 8);
                bytes[at] = byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(8 + cut.index(bytes.len() - 8));
            }
            seal(&mut bytes);
            if let Ok((mut history, _)) = History::restore(&bytes) {
                let query = Query { text: "é".into(), ..Query::default() };
                prop_assert!(history.select(&query).len() <= history.select(&Query::default()).len());
                history.facets(&query, 3);
                history.report(&query);
            }
        }
    }

    #[test]
    fn reports_the_kind_of_damage() {
        let bytes = some().snapshot(&[unread()]);
        assert_eq!(History::restore(b"").err(), Some(SnapshotError::NotASnapshot));
        assert_eq!(History::restore(b"{\"not\": 1}").err(), Some(SnapshotError::NotASnapshot));
        let mut older = bytes.clone();
        older[4] = 0;
        assert_eq!(History::restore(&older).err(), Some(SnapshotError::OtherVersion(0)));
        assert_eq!(History::restore(&bytes[..bytes.len() - 1]).err(), Some(SnapshotError::Damaged));
        assert_eq!(History::restore(&bytes[..8]).err(), Some(SnapshotError::Damaged));
        assert!(History::restore(&bytes).is_ok());
    }
}
