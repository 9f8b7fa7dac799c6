//! Pure: the last answer to the list's request, and how fresh it is.

use super::ListRequest;
use crate::{api::Problem, sync::store::ListRow};

/// The last answer to the request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// What it answers; `None` before the first.
    pub request: Option<ListRequest>,
    /// Its rows, in the API's order. For everything that is the top page only.
    pub rows: Vec<ListRow>,
    /// How many there are in all, where the API says so.
    pub count: Option<u64>,
}

/// How old what is on the screen is, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Freshness {
    /// A call is under way.
    pub loading: bool,
    /// When the last good answer to this request came, in ms since the epoch.
    pub answered_at: Option<i64>,
    /// What the last call brought instead of an answer.
    pub problem: Option<Problem>,
    /// Failures in a row.
    pub failures: u32,
}
