//! The list of operations and the detail of one.
//!
//! Owns the table, its filter bar, its footer and the detail beside it. The query is in the address; the data and its freshness come from `sync`.
//! Must not know how to schedule.

mod banners;
mod columns;
mod crawl;
mod empty;
mod filter_bar;
mod filter_panel;
mod footer;
mod neighbours;
mod page;
mod query_line;
mod row_data;
mod selection_bar;
mod table;
mod tools;
mod view_panel;
mod visible_rows;
mod words;

pub use page::OperationsPage;
pub use tools::{ToolData, tool};
