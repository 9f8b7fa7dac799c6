//! Pure: how much of the history is here, and how far a crawl is.

use crate::api::Problem;

/// How much of the history is here.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CrawlState {
    /// Nothing needed it.
    #[default]
    Idle,
    /// Pages are being fetched.
    Running,
    /// The user pressed "Pause".
    Paused,
    /// The user pressed "Stop".
    Stopped,
    /// It gave up after repeated failures.
    Failed(Problem),
    /// All of it.
    Complete,
}

/// How far a crawl is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CrawlStats {
    /// Rows that it has seen.
    pub seen: usize,
    /// Rows that it will have seen, where that is known.
    pub of: Option<u64>,
    /// How many ms it will still take at its recent rate, where that can be told.
    pub left_ms: Option<i64>,
}
