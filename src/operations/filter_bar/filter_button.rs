//! The button that opens all filters. It counts the active ones.

use super::tool_panel::ToolPanel;
use crate::history_query::QueryHandle;
use crate::{
    operations::tools::Tool,
    route::ListQuery,
    sync::Sync,
    ui::{Icon, IconName},
};
use leptos::prelude::*;
use messages::list_filters as text;

/// Id of the panel. Its content closes it by this id.
pub const PANEL: &str = "filter-panel";

/// "Filters", with the number of active filters.
#[component]
pub fn FilterButton(
    /// Shared sync state.
    sync: Sync,
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    let count = ask.part(ListQuery::filter_count);
    let set = move || count.get() != 0;
    let class = move || if set() { "button filter-button filter-on" } else { "button filter-button" };
    view! {
        <ToolPanel
            sync
            ask
            tool=Tool::Panel
            id=PANEL
            name=text::filters()
            title=text::all_filters()
            class=Signal::derive(move || class().to_owned())
            wide=true
        >
            <Icon name=IconName::Filter />
            <span class="button-text">{text::filters()}</span>
            <b class="filter-count" aria-hidden="true" hidden=move || !set()>
                {move || messages::number(count.get() as u64)}
            </b>
            <span class="visually-hidden">
                {move || set().then(|| text::filters_set(count.get() as u64))}
            </span>
        </ToolPanel>
    }
}
