//! Suggestions while typing: completions at the caret, and hints for values that are likely misspelled.

mod complete;
mod hints;
mod rank;
mod unfinished;
mod vocabulary;

pub use complete::{Choice, Completion, MOST_CHOICES, complete};
pub use hints::hints;
pub use unfinished::without_unfinished;
pub use vocabulary::{Known, Vocabulary};
