//! Finds out from the API's list whether a request created its operation.
//!
//! Pure: `baseline` (what was known before the request), `matching` (which rows can be its result), `list_page` and `search` (reading the list).

mod baseline;
mod list_page;
mod matching;
mod search;

pub use baseline::{Age, Baseline, Loaded};
pub use list_page::{ListPage, PAGE};
#[cfg(test)]
pub use matching::concerns;
pub use matching::{Match, Wanted, same_text};
pub use search::{Extent, Found, glance, repeats, search};
