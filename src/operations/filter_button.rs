//! The way to all filters: a button that counts those that are set.

use super::{tool_panel::ToolPanel, tools::Tool};
use crate::history_query::QueryHandle;
use crate::{
    route::ListQuery,
    sync::Sync,
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// Id of the frame; what is in it closes it by this.
pub const PANEL: &str = "filter-panel";

/// "Filters", with their number.
#[component]
pub fn FilterButton(
    /// What is known.
    sync: Sync,
    /// The address.
    ask: QueryHandle,
) -> impl IntoView {
    let count = ask.part(ListQuery::filter_count);
    let set = move || count.get() != 0;
    let class = move || if set() { "button filter-button filter-on" } else { "button filter-button" };
    view! {
        <ToolPanel sync ask tool=Tool::Panel id=PANEL name="Filters" title="All filters" class=Signal::derive(move || class().to_owned()) wide=true>
            <Icon name=IconName::Filter />
            <span class="button-text">"Filters"</span>
            <b class="filter-count" aria-hidden="true" hidden=move || !set()>{move || count.get()}</b>
            <span class="visually-hidden">{move || set().then(|| format!(", {} set", count.get()))}</span>
        </ToolPanel>
    }
}
