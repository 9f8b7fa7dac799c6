//! What the address asks, as a query for the history, and changing what it asks.
//!
//! Must not know a page.

mod handle;
mod resolve;

pub use handle::QueryHandle;
pub use resolve::{resolve_now, time_field, to_history};
