//! Text for how much of the history is loaded.

use crate::sync::ListSync;

/// Formats the counts: "1,204 of 45,120 loaded"; "…" before the first answer.
pub fn loaded_words(list: ListSync) -> String {
    match list.loaded() {
        _ if !list.has_data() => "…".to_owned(),
        (known, Some(count)) => messages::list::loaded_of(known as u64, count.max(known as u64)),
        (known, None) => messages::list::loaded(known as u64),
    }
}
