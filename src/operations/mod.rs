//! The list of operations and the detail of one.
//!
//! Owns the table, its filter bar, its footer and the detail beside it. The query is in the address; the data and its freshness come from `sync`.
//! Must not know how to schedule.

mod banners;
mod columns;
mod counts;
mod crawl_line;
mod crawl_progress;
mod empty;
mod filter_button;
mod filter_chips;
mod filter_panel;
mod filters;
mod footer;
mod load_dialog;
mod loaded;
mod options;
mod page;
mod query_line;
mod row_data;
mod selection_bar;
mod table;
mod tool_panel;
mod tools;
mod view_panel;
mod visible_rows;
mod words;

pub use page::OperationsPage;
pub use tools::{ToolData, tool};
