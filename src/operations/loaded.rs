//! How much of the history is here, in words.

use super::words::grouped;
use crate::sync::ListSync;

/// "1 204 of 45 120 loaded".
pub fn loaded_words(list: ListSync) -> String {
    match list.loaded() {
        (known, Some(count)) => {
            format!("{} of {} loaded", grouped(known as u64), grouped(count.max(known as u64)))
        }
        (known, None) => format!("{} loaded", grouped(known as u64)),
    }
}
