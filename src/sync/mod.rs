//! When to ask the API: polls what is on the screen, crawls the rest when a filter needs it, backs off, stops when nobody looks.
//!
//! Owns every timer and every spawned call of the list. Must not know how anything looks.

mod crawl_plan;
#[cfg(test)]
mod crawl_plan_tests;
mod crawl_runner;
mod delta_sync;
mod eta;
mod history_chunk;
mod indexed_db;
mod list_request;
mod live;
mod load_policy;
mod loading;
mod memberships;
mod operation_store;
mod page_cache;
mod poll_interval;
mod polling;
mod preparing;
mod restore;
mod retry_policy;
mod save;
mod seen_rows;
mod selected_rows;
mod store;

pub use history_chunk::{HistoryChunk, LoadHistory, history_chunk};
pub use list_request::ListRequest;
pub use live::{CrawlState, CrawlStats, Freshness, Listing, Live, Opened, provide_live, use_live};
pub use load_policy::LoadPolicy;
pub use operation_store::{GroupsOf, MEANINGS, Meanings, OperationStore, Sweep, make_history};
pub use poll_interval::PollInterval;
pub use save::PersistenceStatus;
pub use selected_rows::SelectedRows;
pub use store::{ListRow, PagePosition, SharedStore};
