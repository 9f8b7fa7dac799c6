//! The way to all filters: a button that counts those that are set, and the frame in which the panel opens.

use super::{
    ask::Ask,
    tools::{Tool, ToolOf},
};
use crate::{
    later::Part,
    reactive::{RwSignal, Shown},
    route::ListQuery,
    sync::Live,
    ui::{Icon, IconName},
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Id of the frame; what is in it closes it by this.
pub const PANEL: &str = "filter-panel";

/// Room kept between the panel and the edge of the window, in px.
const MARGIN: i32 = 8;

/// "Filters", with their number.
#[component]
pub fn FilterButton(
    /// What is known.
    live: Live,
    /// The address.
    ask: Ask,
) -> impl IntoView {
    let panel = expect_context::<Part<ToolOf>>();
    let open = RwSignal::new(false);
    let (button, frame) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let count = ask.part(ListQuery::filter_count);
    let set = move || count.get() != 0;
    let toggled = move |_| {
        if let (Some(button), Some(frame)) = (button.get_untracked(), frame.get_untracked()) {
            open.set(frame.matches(":popover-open").unwrap_or(false));
            place(&button, &frame);
        }
    };
    view! {
        <button type="button" class="button filter-button" class:filter-on=set popovertarget=PANEL title="All filters" node_ref=button>
            <Icon name=IconName::Filter />
            <span class="button-text">"Filters"</span>
            <b class="filter-count" aria-hidden="true" hidden=move || !set()>{move || count.get()}</b>
            <span class="visually-hidden">{move || set().then(|| format!(", {} set", count.get()))}</span>
        </button>
        <div class="filter-panel" id=PANEL popover="auto" role="dialog" aria-label="Filters" node_ref=frame on:toggle=toggled>
            <Shown when=move || open.get()>{panel.show((live, ask, Tool::Panel), "Loading the filters")}</Shown>
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
