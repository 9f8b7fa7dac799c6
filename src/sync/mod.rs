//! Decides when to call the API: polls the visible rows, crawls the whole history when a filter needs it, backs off, pauses in a hidden tab.
//!
//! Owns every timer and every spawned call of the list. Must not know how anything looks.
//!
//! Each part owns its signals and knows only the parts before it: `store`, `list`, `crawl`, `persistence`. In the other direction, parts
//! use callbacks that the `coordinator` sets.

#![expect(clippy::disallowed_methods, reason = "owns the polls, the crawl and their timers")]

mod coordinator;
mod crawl;
mod history_chunk;
mod list;
mod persistence;
mod store;

pub use coordinator::{Sync, provide_sync, use_sync};
pub use crawl::{CrawlState, CrawlStats, CrawlSync, LoadPolicy};
pub use history_chunk::{HistoryChunk, LoadHistory, history_chunk};
pub use list::{
    Freshness, ListRequest, ListSync, Listing, Opened, PAGE, PollInterval, RowSelection, SelectedRows,
};
pub use persistence::{Persistence, PersistenceStatus};
pub use store::{
    CellsOf, ListRow, MEANINGS, Meanings, OperationStore, PagePosition, SharedStore, Stored, Sweep,
    make_history,
};
