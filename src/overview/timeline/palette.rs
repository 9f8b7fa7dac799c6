//! The colours of the drawing: those of the page's own style sheet, in whichever theme is in force.

use super::js_reflect::{call, get};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;

/// Classes whose colour is a token, in the order of [`Palette`].
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

/// What is drawn with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// Behind the bars.
    pub surface: String,
    /// Behind the bars, after now.
    pub page: String,
    /// Under the pointer.
    pub fill: String,
    /// Words.
    pub text: String,
    /// Quieter words, and what was called off.
    pub muted: String,
    /// Thin lines.
    pub hairline: String,
    /// Lines.
    pub border: String,
    /// Now, and what has the focus.
    pub accent: String,
    /// Overlaps.
    pub warning: String,
    /// What waits.
    pub waiting: String,
    /// What runs.
    pub running: String,
    /// What ended well.
    pub done: String,
    /// What failed.
    pub failed: String,
    /// What nobody can tell.
    pub unknown: String,
    /// The page's own type.
    pub family: String,
}

impl Palette {
    /// As the style sheet has them now, where the first of them is another than before: with another theme all are.
    pub fn read_if_changed(probes: &JsValue, before: &Self) -> Option<Self> {
        let same = color(&get(probes, "firstElementChild"))? == before.surface;
        if same { None } else { Self::read(probes) }
    }

    /// All of them; `None` before the style sheet is there.
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

/// What the style sheet makes of an element.
fn style(element: &JsValue, name: &str) -> Option<String> {
    let style = call(&window().into(), "getComputedStyle", std::slice::from_ref(element));
    if style.is_object() { get(&style, name).as_string() } else { None }
}

/// Elements that have the colours. `on_change` is told when one of them gets another, as with another theme.
#[component]
pub fn Probes(node_ref: NodeRef<html::Div>, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    view! {
        <div class="tl-palette" aria-hidden="true" node_ref=node_ref on:transitionend=move |_| on_change.run(())>
            {CLASSES.map(|class| view! { <i class=class></i> }).collect_view()}
        </div>
    }
}
