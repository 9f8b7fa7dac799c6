//! A button, and the frame below it in which a tool of the list opens.

use super::tools::{Tool, ToolData};
use crate::history_query::QueryHandle;
use crate::{lazy::LazyView, sync::Sync};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Room kept between the panel and the edge of the window, in px.
const MARGIN: i32 = 8;

/// The button and the frame; the tool is made anew at each opening.
#[component]
pub fn ToolPanel(
    /// What is known.
    sync: Sync,
    /// The address.
    ask: QueryHandle,
    /// What opens.
    tool: Tool,
    /// Id of the frame.
    id: &'static str,
    /// Name of the panel.
    name: &'static str,
    /// Help on the button.
    title: &'static str,
    /// Look of the button.
    class: Signal<String>,
    /// The panel has two columns.
    wide: bool,
    /// What stands on the button.
    children: Children,
) -> impl IntoView {
    let part = expect_context::<LazyView<ToolData>>();
    let open = RwSignal::new(false);
    let (button, frame) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let toggled = move |_| {
        if let (Some(button), Some(frame)) = (button.get_untracked(), frame.get_untracked()) {
            open.set(frame.matches(":popover-open").unwrap_or(false));
            place(&button, &frame);
        }
    };
    view! {
        <button type="button" class=move || class.get() popovertarget=id title=title node_ref=button>{children()}</button>
        <div class="filter-panel" class:panel-slim=!wide id=id popover="auto" role="dialog" aria-label=name node_ref=frame on:toggle=toggled>
            <Show when=move || open.get()>{part.show((sync, ask, tool.clone()), "Loading this panel")}</Show>
        </div>
    }
}

/// Below the button, within the window, and no higher than there is room. A phone's style has it at the bottom instead.
fn place(button: &HtmlElement, frame: &HtmlElement) {
    let Some(root) = document().document_element() else { return };
    let at = button.get_bounding_client_rect();
    let width = frame.get_bounding_client_rect().width() as i32;
    let left = (at.left() as i32).min(root.client_width() - width - MARGIN).max(MARGIN);
    let top = at.bottom() as i32 + 4;
    let height = root.client_height() - top - MARGIN;
    let style = frame.unchecked_ref::<HtmlElement>().style();
    // A style that can't be set leaves the panel in the middle of the window.
    for (name, value) in [("left", left), ("top", top), ("max-height", height)] {
        drop(style.set_property(name, &format!("{value}px")));
    }
}
