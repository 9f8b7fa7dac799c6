//! A button with a panel below it that shows a tool of the list.

use crate::{
    history_query::QueryHandle,
    lazy::LazyView,
    operations::tools::{Tool, ToolData},
    sync::Sync,
    ui::{Popover, PopoverButton, PopoverPanel},
};
use leptos::prelude::*;

/// The button and its panel. The tool is created again each time it opens.
#[component]
pub fn ToolPanel(
    /// Shared sync state.
    sync: Sync,
    /// Query in the address.
    ask: QueryHandle,
    /// The tool to open.
    tool: Tool,
    /// Id of the panel.
    id: &'static str,
    /// Name of the panel.
    name: &'static str,
    /// Tooltip of the button.
    title: &'static str,
    /// CSS class of the button.
    class: Signal<String>,
    /// The panel has two columns.
    wide: bool,
    /// Content of the button.
    children: Children,
) -> impl IntoView {
    let view = expect_context::<LazyView<ToolData>>();
    let popover = Popover::new(id);
    let look = if wide { "filter-panel" } else { "filter-panel panel-slim" };
    view! {
        <PopoverButton popover class title>
            {children()}
        </PopoverButton>
        <PopoverPanel popover class=look role="dialog" label=name below_button=true>
            <Show when=move || {
                popover.is_open().get()
            }>{view.show((sync, ask, tool.clone()), messages::list::loading_panel())}</Show>
        </PopoverPanel>
    }
}
