//! The colours of the drawing, read from the style sheet for the theme in force.

use crate::overview::js_reflect::{call, get};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;

/// Classes that set a colour token, in the order of [`Palette`].
const CLASSES: [&str; 14] = [
    "tl-ink tl-ink-surface",
    "tl-ink tl-ink-page",
    "tl-ink tl-ink-fill",
    "tl-ink tl-ink-text",
    "tl-ink tl-ink-muted",
    "tl-ink tl-ink-hairline",
    "tl-ink tl-ink-border",
    "tl-ink tl-ink-accent",
    "tl-ink status-pending",
    "tl-ink status-scheduled",
    "tl-ink status-in-progress",
    "tl-ink status-completed",
    "tl-ink status-failed",
    "tl-ink status-unknown",
];

/// The colours and the font.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// Background of the bars.
    pub surface: String,
    /// Background after now.
    pub page: String,
    /// Lane under the pointer.
    pub fill: String,
    /// Text.
    pub text: String,
    /// Secondary text, and cancelled operations.
    pub muted: String,
    /// Thin lines.
    pub hairline: String,
    /// Lines.
    pub border: String,
    /// The line at now, and focus.
    pub accent: String,
    /// Overlaps.
    pub warning: String,
    /// Waiting operations.
    pub waiting: String,
    /// Running operations.
    pub running: String,
    /// Completed operations.
    pub done: String,
    /// Failed operations.
    pub failed: String,
    /// Operations with an unknown status.
    pub unknown: String,
    /// Font family of the page.
    pub family: String,
}

impl Palette {
    /// Reads the colours if the first or the last one has changed. A theme of this app changes both; one of the system, either.
    pub fn read_if_changed(probes: &JsValue, before: &Self) -> Option<Self> {
        let same = color(&get(probes, "firstElementChild"))? == before.surface
            && color(&get(probes, "lastElementChild"))? == before.unknown;
        if same { None } else { Self::read(probes) }
    }

    /// Reads all colours; `None` before the style sheet is loaded.
    fn read(probes: &JsValue) -> Option<Self> {
        let children = get(probes, "children");
        let mut read = (0..CLASSES.len()).map(|at| color(&get(&children, &at.to_string())));
        let mut next = || read.next().flatten();
        let palette = Self {
            surface: next()?,
            page: next()?,
            fill: next()?,
            text: next()?,
            muted: next()?,
            hairline: next()?,
            border: next()?,
            accent: next()?,
            warning: next()?,
            waiting: next()?,
            running: next()?,
            done: next()?,
            failed: next()?,
            unknown: next()?,
            family: style(probes, "fontFamily")?,
        };
        Some(palette)
    }
}

fn color(element: &JsValue) -> Option<String> {
    style(element, "color")
}

/// Reads a computed style of an element.
fn style(element: &JsValue, name: &str) -> Option<String> {
    let style = call(&window().into(), "getComputedStyle", std::slice::from_ref(element));
    if style.is_object() { get(&style, name).as_string() } else { None }
}

/// Hidden elements that have the colours. `on_change` runs when a colour has changed, for example with the theme.
#[component]
pub fn Probes(node_ref: NodeRef<html::Div>, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    view! {
        <div
            class="tl-palette"
            aria-hidden="true"
            node_ref=node_ref
            on:transitionend=move |_| on_change.run(())
        >
            {CLASSES.map(|class| view! { <i class=class></i> }).collect_view()}
        </div>
    }
}
