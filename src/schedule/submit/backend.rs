//! Environment of an attempt: the API, the clock and the loaded rows. Implemented by `handle::api_backend`, and in tests by a faulty server.

use std::pin::pin;

use futures_util::future::{Either, select};
use wire::ScheduleRequest;

use super::lookup::{ListPage, Loaded};
use crate::api::{PostAnswer, Problem};

/// Progress of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Number of distinct rows read.
    pub read: usize,
    /// Total number, if the API sends it.
    pub count: Option<u64>,
}

/// Environment of an attempt.
pub trait Backend {
    /// Sends the body once.
    async fn post(&self, body: &str) -> Result<PostAnswer, Problem>;

    /// Reads a page of the list.
    async fn page(&self, offset: usize) -> Result<ListPage, Problem>;

    /// Reads the rows of a transaction. A server that doesn't support the parameter returns other rows.
    async fn by_id(&self, id: &str) -> Result<ListPage, Problem>;

    /// Waits for `ms`.
    async fn sleep(&self, ms: u32);

    /// This computer's clock, in ms since 1970.
    fn now(&self) -> i64;

    /// The loaded rows of the request's devices.
    fn loaded(&self, request: &ScheduleRequest) -> Loaded;

    /// Reports the progress of a search.
    fn progress(&self, progress: Progress);

    /// Whether a call waits for the user to enter a new token.
    fn waits_for_person(&self) -> bool {
        false
    }

    /// The result of `work` if it completes within `ms`, not counting the time for entering a token.
    async fn within<T>(&self, ms: u32, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        loop {
            match select(work.as_mut(), pin!(self.sleep(ms))).await {
                Either::Left((result, _)) => return Some(result),
                Either::Right(_) if self.waits_for_person() => {}
                Either::Right(_) => return None,
            }
        }
    }
}
