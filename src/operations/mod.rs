//! The list of operations and the detail of one.
//!
//! Owns the table, its filter bar, its footer and the detail beside it. What is asked stands in the address; what is known and how
//! fresh it is comes from `sync`. Must not know how to schedule.

mod banners;
mod columns;
mod counts;
mod crawl_line;
mod crawl_progress;
mod detail;
mod device_refresh;
mod empty;
mod filter_button;
mod filter_chips;
mod filter_panel;
mod filters;
mod footer;
mod freshness_line;
mod load_dialog;
mod loaded;
mod open;
mod options;
mod page;
mod query;
mod query_handle;
mod query_line;
mod row_data;
mod selection_bar;
mod table;
mod taken;
mod timeline;
mod tool_panel;
mod tools;
mod trouble_flag;
mod view_panel;
mod visible_rows;
mod words;

pub use banners::stale;
pub use detail::{Detail, DetailOf, known};
pub use freshness_line::FreshnessLine;
pub use page::OperationsPage;
pub use query::{time_field, to_history};
pub use query_handle::QueryHandle;
pub use row_data::{GRACE, SILENCE, trouble_word};
pub use tools::{Tool, ToolOf, tool};
