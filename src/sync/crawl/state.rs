//! Pure: how much of the history is loaded, and the progress of a crawl.

use crate::api::Problem;

/// How much of the history is loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CrawlState {
    /// Not requested yet.
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
    /// All of it is loaded.
    Complete,
}

/// Progress of a crawl.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CrawlStats {
    /// Rows seen so far.
    pub seen: usize,
    /// Rows expected in all, if known.
    pub of: Option<u64>,
    /// Estimated remaining time in ms, if known.
    pub left_ms: Option<i64>,
    /// Most requests at a time; 0 before the first answer.
    pub at_once: usize,
    /// It sends less than it could, for the server.
    pub slowed: bool,
    /// After a failure, nothing is sent before then, in ms since the epoch.
    pub waits_until: i64,
}
