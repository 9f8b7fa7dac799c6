//! Pure: the last answer to the list request, and how fresh it is.

use super::ListRequest;
use crate::{api::Problem, sync::store::ListRow};

/// The last answer to the list request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The request that was answered; `None` before the first answer.
    pub request: Option<ListRequest>,
    /// Rows of the answer, in the API's order. For [`ListRequest::Everything`] only the top page.
    pub rows: Vec<ListRow>,
    /// The API's total count, if it sends one.
    pub count: Option<u64>,
}

/// Age of the listing, and the state of polling.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Freshness {
    /// A call is under way.
    pub loading: bool,
    /// When the last successful answer to this request arrived, in ms since the epoch.
    pub answered_at: Option<i64>,
    /// Why the last call failed.
    pub problem: Option<Problem>,
    /// Consecutive failures.
    pub failures: u32,
}
