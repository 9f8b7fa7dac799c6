//! The tools of the list that the first screen doesn't need. They share one lazy chunk.
//!
//! [`Tool`] selects one. Never reference the views behind it outside this chunk.

use super::{
    crawl::{CrawlProgress, LoadDialog},
    empty::Empty,
    filter_bar::FilterChips,
    filter_panel::FilterPanel,
    neighbours::Neighbours,
    query_line::QueryLine,
    selection_bar::SelectionBar,
    view_panel::ViewPanel,
    visible_rows::VisibleRows,
};
use crate::{history_query::QueryHandle, sync::Sync};
use leptos::prelude::*;

/// Selects a tool.
#[derive(Clone)]
pub enum Tool {
    /// The panel with all filters.
    Panel,
    /// The query line, with the text from the search box if that turned out to be a query.
    QueryLine(String),
    /// Chips for filters without a control in the bar.
    Chips,
    /// Actions for the selected rows.
    SelectedRows(Memo<VisibleRows>),
    /// The commands that open the operations before and after the open one.
    Neighbours(Memo<VisibleRows>),
    /// The reason why there are no rows.
    Empty(Memo<VisibleRows>),
    /// Progress of the crawl; whether the query needs the full history.
    Crawl(Memo<bool>),
    /// Settings for loading the history; whether the dialog is open.
    Loading(RwSignal<bool>),
    /// Columns, density and saved views.
    View,
}

/// Sync state, query and tool.
pub type ToolData = (Sync, QueryHandle, Tool);

/// Renders the tool. Returned by its lazy chunk.
pub fn tool((sync, ask, tool): ToolData) -> AnyView {
    match tool {
        Tool::Panel => view! { <FilterPanel sync ask /> }.into_any(),
        Tool::QueryLine(first) => view! { <QueryLine sync ask first /> }.into_any(),
        Tool::Chips => view! { <FilterChips ask /> }.into_any(),
        Tool::SelectedRows(listed) => view! { <SelectionBar sync ask listed /> }.into_any(),
        Tool::Neighbours(listed) => view! { <Neighbours sync listed /> }.into_any(),
        Tool::Empty(listed) => view! { <Empty ask listed /> }.into_any(),
        Tool::Crawl(needs_all) => view! { <CrawlProgress sync needs_all /> }.into_any(),
        Tool::Loading(open) => view! { <LoadDialog sync open /> }.into_any(),
        Tool::View => view! { <ViewPanel ask /> }.into_any(),
    }
}
