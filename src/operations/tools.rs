//! What the list has beyond its rows and its bar, and comes as one part: all that is worth no byte of the first screen.
//!
//! [`Tool`] says which; the views behind it are named here and nowhere else outside of that part.

use super::{ask::Ask, filter_chips::FilterChips, filter_panel::FilterPanel, query_line::QueryLine};
use crate::sync::Live;
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
}

/// Whom a tool asks, what it changes, and which it is.
pub type ToolOf = (Live, Ask, Tool);

/// The tool. Handed out by its part.
pub fn tool((live, ask, tool): ToolOf) -> AnyView {
    match tool {
        Tool::Panel => view! { <FilterPanel live ask /> }.into_any(),
        Tool::QueryLine(first) => view! { <QueryLine live ask first /> }.into_any(),
        Tool::Chips => view! { <FilterChips ask /> }.into_any(),
    }
}
