//! A button, and the panel below it in which a tool of the list opens.

use super::tools::{Tool, ToolData};
use crate::{
    history_query::QueryHandle,
    lazy::LazyView,
    sync::Sync,
    ui::{Popover, PopoverButton, PopoverPanel},
};
use leptos::prelude::*;

/// The button and the panel; the tool is made anew at each opening.
#[component]
pub fn ToolPanel(
    /// What is known.
    sync: Sync,
    /// The address.
    ask: QueryHandle,
    /// What opens.
    tool: Tool,
    /// Id of the panel.
    id: &'static str,
    /// Name of the panel.
    name: &'static str,
    /// Tooltip of the button.
    title: &'static str,
    /// Look of the button.
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
        <PopoverButton popover class title>{children()}</PopoverButton>
        <PopoverPanel popover class=look role="dialog" label=name below_button=true>
            <Show when=move || popover.is_open().get()>{view.show((sync, ask, tool.clone()), messages::list::loading_panel())}</Show>
        </PopoverPanel>
    }
}
