//! A panel that opens over the page, by the browser's own popover.
//!
//! The browser closes it by Esc and by a press outside, and returns the focus to the button.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Room kept between the panel and the edge of the window, in px.
const MARGIN: i32 = 8;
/// Room between the button and the panel, in px.
const GAP: i32 = 4;

/// Connects a [`PopoverButton`] with its [`PopoverPanel`]. Copies share one state.
#[derive(Clone, Copy)]
pub struct Popover {
    id: &'static str,
    button: NodeRef<html::Button>,
    is_open: RwSignal<bool>,
}

impl Popover {
    /// `id` is that of the panel, unique on the page.
    pub fn new(id: &'static str) -> Self {
        Self { id, button: NodeRef::new(), is_open: RwSignal::new(false) }
    }

    /// Whether the panel is shown.
    pub fn is_open(self) -> Signal<bool> {
        self.is_open.into()
    }
}

/// Opens the panel, or closes it.
#[component]
pub fn PopoverButton(
    /// What it opens.
    popover: Popover,
    /// Its look.
    #[prop(into)]
    class: Signal<String>,
    /// Its tooltip.
    #[prop(optional)]
    title: Option<&'static str>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=move || class.get() popovertarget=popover.id title=title node_ref=popover.button>
            {children()}
        </button>
    }
}

/// What opens. Its content stays mounted while it is closed.
#[component]
pub fn PopoverPanel(
    /// What opens it.
    popover: Popover,
    /// Its look.
    class: &'static str,
    /// Its role, such as `dialog`.
    #[prop(optional)]
    role: Option<&'static str>,
    /// Its accessible name.
    #[prop(optional)]
    label: Option<&'static str>,
    /// Opens below its button; else where its style puts it.
    #[prop(optional)]
    below_button: bool,
    /// Its content.
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
        <div class=class id=popover.id popover="auto" role=role aria-label=label node_ref=panel on:toggle=toggled>
            {children()}
        </div>
    }
}

/// Closes the panel with this id, for a control in it. The focus returns to the button.
pub fn close_popover(id: &str) {
    let panel = document().get_element_by_id(id).and_then(|panel| panel.dyn_into::<HtmlElement>().ok());
    // Fails only for a panel that has left the page.
    drop(panel.map(|panel| panel.hide_popover()));
}

/// Puts the panel below the button, within the window, and no higher than there is room.
fn place_below(button: &HtmlElement, panel: &HtmlElement) {
    let Some(root) = document().document_element() else { return };
    let at = button.get_bounding_client_rect();
    let width = panel.get_bounding_client_rect().width() as i32;
    let left = (at.left() as i32).min(root.client_width() - width - MARGIN).max(MARGIN);
    let top = at.bottom() as i32 + GAP;
    let height = root.client_height() - top - MARGIN;
    let style = panel.style();
    // A property that can't be set leaves the panel in the middle of the window.
    for (name, value) in [("left", left), ("top", top), ("max-height", height)] {
        drop(style.set_property(name, &format!("{value}px")));
    }
}
