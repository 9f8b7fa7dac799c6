//! Moves the focus.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const FOCUSABLE: &str = "input, select, textarea, button, a[href], summary, [tabindex]";

/// Scrolls to the element with this id and focuses it, or the first control inside it. Returns false if there is none.
pub fn focus_target(id: &str) -> bool {
    let Some(target) = document().get_element_by_id(id) else { return false };
    let control = if target.matches(FOCUSABLE).unwrap_or(false) {
        Some(target)
    } else {
        target.query_selector(FOCUSABLE).ok().flatten()
    };
    control.is_some_and(|control| focus_element(&control))
}

/// Focuses the heading of the page in the element with this id, so that a screen reader reads on from there. Does nothing if the focus is in it
/// already. Returns false if the heading isn't there yet.
pub fn focus_heading(id: &str) -> bool {
    let Some(page) = document().get_element_by_id(id) else { return false };
    if page.contains(document().active_element().as_deref()) {
        return true;
    }
    let Some(heading) = page.query_selector("h1").ok().flatten() else { return false };
    heading.set_attribute("tabindex", "-1").is_ok() && focus_element(&heading)
}

/// Focuses the element, which scrolls it into view. Returns false if it can't take the focus.
pub(super) fn focus_element(element: &Element) -> bool {
    element.dyn_ref::<HtmlElement>().is_some_and(|control| control.focus().is_ok())
}
