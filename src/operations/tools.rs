//! What the list has beyond its rows and its bar, and comes as one part: all that is worth no byte of the first screen.
//!
//! [`Tool`] says which; the views behind it are named here and nowhere else outside of that part.

use super::{
    crawl_progress::CrawlProgress, empty::Empty, filter_chips::FilterChips, filter_panel::FilterPanel,
    load_dialog::LoadDialog, query_line::QueryLine, selection_bar::SelectionBar, view_panel::ViewPanel,
    visible_rows::VisibleRows,
};
use crate::{history_query::QueryHandle, sync::Sync};
use leptos::prelude::*;

/// Which tool.
#[derive(Clone)]
pub enum Tool {
    /// All filters.
    Panel,
    /// All that is asked, as a text; with what was typed into the search box and turned out to be a query.
    QueryLine(String),
    /// What is asked that no control of the bar shows.
    Chips,
    /// What to do with the selected rows.
    SelectedRows(Memo<VisibleRows>),
    /// Why there are no rows.
    Empty(Memo<VisibleRows>),
    /// How much of the history is here; whether what is asked needs all of it.
    Crawl(Memo<bool>),
    /// When the history is fetched, and whether it is kept; whether that is shown.
    Loading(RwSignal<bool>),
    /// How the table looks, and what is kept of it.
    View,
}

/// What is known, the address, and which tool.
pub type ToolData = (Sync, QueryHandle, Tool);

/// The tool. Returned by its lazy chunk.
pub fn tool((sync, ask, tool): ToolData) -> AnyView {
    match tool {
        Tool::Panel => view! { <FilterPanel sync ask /> }.into_any(),
        Tool::QueryLine(first) => view! { <QueryLine sync ask first /> }.into_any(),
        Tool::Chips => view! { <FilterChips ask /> }.into_any(),
        Tool::SelectedRows(listed) => view! { <SelectionBar sync ask listed /> }.into_any(),
        Tool::Empty(listed) => view! { <Empty ask listed /> }.into_any(),
        Tool::Crawl(needs_all) => view! { <CrawlProgress sync needs_all /> }.into_any(),
        Tool::Loading(open) => view! { <LoadDialog sync open /> }.into_any(),
        Tool::View => view! { <ViewPanel ask /> }.into_any(),
    }
}
