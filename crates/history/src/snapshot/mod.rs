//! The history as bytes, to be kept by whoever may keep it, and back again.
//!
//! Little-endian throughout: four bytes of magic, a `u32` version, a header with the dictionaries, blocks of rows, and a checksum of
//! all that as the last eight bytes. Blocks can be written and read one at a time, so that a page stays responsive. Rows stand in the
//! API's order; removed rows and texts that no row uses are left out, so row ids are new after a restore. Rows that could not be read
//! are in no column, but the API counts them: they stand in the header as they came. A version is only ever read by the code that wrote it: an older snapshot is dropped and the crawl begins anew, which
//! costs less than code for formats that nobody can test any more.

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
const VERSION: u32 = 2;

/// Why bytes are not a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// Something else, or cut off within the first bytes.
    NotASnapshot,
    /// Written by another version of this crate: the version that the bytes say.
    OtherVersion(u32),
    /// Cut off or changed since it was written.
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

/// Rows of a block: a few milliseconds to write or to read.
const BLOCK: usize = 1 << 14;

impl History {
    /// Everything that is known, as bytes: some 21 a row, and what could not be read. Kept answers, the journal and a sweep under
    /// way are not part of it. At a million rows this takes a tenth of a second; [`Saving`] does the same in steps.
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

    /// What [`History::snapshot`] saved. Any bytes may be given; only whole and unchanged ones are taken. At a million
    /// rows this takes some tenths of a second; [`Restoring`] does the same in steps.
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

/// Every step can be undone, so damage within one word of eight bytes never goes unseen; other damage does once in 2⁶⁴.
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

        /// Past the checksum too: sections that say anything must not panic, neither when read nor when asked.
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
    fn tells_what_is_wrong() {
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
