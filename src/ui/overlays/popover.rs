//! A panel over the page, as a native popover.
//!
//! The browser closes it on Esc and on a press outside, and returns the focus to the button.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Minimum distance between the panel and the edge of the window, in px.
const MARGIN: i32 = 8;
/// Distance between the button and the panel, in px.
const GAP: i32 = 4;

/// Connects a [`PopoverButton`] with its [`PopoverPanel`]. Copies share one state.
#[derive(Clone, Copy)]
pub struct Popover {
    id: &'static str,
    button: NodeRef<html::Button>,
    is_open: RwSignal<bool>,
}

impl Popover {
    /// `id` is the id of the panel, unique on the page.
    pub fn new(id: &'static str) -> Self {
        Self { id, button: NodeRef::new(), is_open: RwSignal::new(false) }
    }

    /// Whether the panel is open.
    pub fn is_open(self) -> Signal<bool> {
        self.is_open.into()
    }
}

/// The button that opens and closes the panel.
#[component]
pub fn PopoverButton(
    /// The popover to toggle.
    popover: Popover,
    /// CSS class.
    #[prop(into)]
    class: Signal<String>,
    /// Tooltip.
    #[prop(optional)]
    title: Option<&'static str>,
    /// Content.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=move || class.get()
            popovertarget=popover.id
            title=title
            node_ref=popover.button
        >
            {children()}
        </button>
    }
}

/// The panel. Its content stays mounted while it is closed.
#[component]
pub fn PopoverPanel(
    /// The popover it belongs to.
    popover: Popover,
    /// CSS class.
    class: &'static str,
    /// ARIA role, such as `dialog`.
    #[prop(optional)]
    role: Option<&'static str>,
    /// Accessible name.
    #[prop(optional)]
    label: Option<&'static str>,
    /// Positions it below the button; otherwise CSS does.
    #[prop(optional)]
    below_button: bool,
    /// Content.
    children: Children,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let toggled = move |_| {
        let Some(panel) = panel.get_untracked() else { return };
        popover.is_open.set(panel.matches(":popover-open").unwrap_or(false));
        if let Some(button) = popover.button.get_untracked().filter(|_| below_button) {
            place_below(&button, &panel);
        }
    };
    view! {
        <div
            class=class
            id=popover.id
            popover="auto"
            role=role
            aria-label=label
            node_ref=panel
            on:toggle=toggled
        >
            {children()}
        </div>
    }
}

/// Closes the panel with this id, from a control inside it. The focus returns to the button.
pub fn close_popover(id: &str) {
    let panel = document().get_element_by_id(id).and_then(|panel| panel.dyn_into::<HtmlElement>().ok());
    // Fails only if the panel was removed from the document.
    drop(panel.map(|panel| panel.hide_popover()));
}

/// Positions the panel below the button, within the window, and limits its height to the space available.
fn place_below(button: &HtmlElement, panel: &HtmlElement) {
    let Some(root) = document().document_element() else { return };
    let at = button.get_bounding_client_rect();
    let width = panel.get_bounding_client_rect().width() as i32;
    let left = (at.left() as i32).min(root.client_width() - width - MARGIN).max(MARGIN);
    let top = at.bottom() as i32 + GAP;
    let height = root.client_height() - top - MARGIN;
    let style = panel.style();
    // If a property can't be set, the panel stays in the middle of the window.
    for (name, value) in [("left", left), ("top", top), ("max-height", height)] {
        drop(style.set_property(name, &format!("{value}px")));
    }
}
