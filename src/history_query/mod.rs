//! Converts the query in the address into a query for the history, and changes it.
//!
//! Must not know a page.

mod handle;
mod resolve;

pub use handle::QueryHandle;
pub use resolve::{resolve_now, time_field, to_history};
