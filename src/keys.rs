//! Shortcuts. The sheet that lists them is one of the list's tools.

use crate::{
    route::{Navigator, Route},
    ui::focus_target,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Listens for shortcuts; returns whether the sheet is open.
pub fn provide_keys(navigator: Navigator) -> RwSignal<bool> {
    let sheet = RwSignal::new(false);
    let after_g = StoredValue::new(false);
    let go = move |to: fn(&Route) -> Route| {
        navigator.go(to(&navigator.route().get_untracked()));
        true
    };
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
            return;
        }
        if is_typing(&event) || dialog_open() {
            return;
        }
        let went = after_g.get_value();
        after_g.set_value(event.key() == "g");
        let done = match event.key().as_str() {
            "o" if went => go(Route::to_list),
            "l" if went => go(Route::to_live),
            "t" if went => go(Route::to_timeline),
            "r" if went => go(Route::to_report),
            "/" => focus_target("search"),
            "j" => step_row(1),
            "k" => step_row(-1),
            "r" => press("Refresh"),
            "[" => press("Previous page"),
            "]" => press("Next page"),
            "n" => go(|route| route.to_schedule(None)),
            "?" => {
                sheet.set(true);
                true
            }
            "Escape" => match navigator.route().with_untracked(|route| route.open().is_some()) {
                true => press("Close detail"),
                false => press("Clear selection"),
            },
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
    sheet
}

/// Letters belong to whoever types them; Escape leaves a field first.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|t| {
        t.matches("input:not([type=checkbox]), textarea, select, [contenteditable]").unwrap_or(false)
    })
}

fn dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Presses the button of that name, so that a key does what the button does, and nothing where there is none.
fn press(name: &str) -> bool {
    let button = document().query_selector(&format!("button[aria-label=\"{name}\"]")).ok().flatten();
    let button = button.and_then(|b| b.dyn_into::<HtmlElement>().ok());
    if let Some(button) = &button {
        button.click();
    }
    button.is_some()
}

/// Moves the focus by a row; the detail, where one is open, follows. Rows go by their number: while they are scrolled they don't stand in
/// order.
fn step_row(by: i32) -> bool {
    let Ok(links) = document().query_selector_all(".ops-row .row-link") else { return false };
    let number = |element: &Element| -> Option<u64> {
        element.closest(".ops-row").ok()??.get_attribute("aria-rowindex")?.parse().ok()
    };
    let rows = (0..links.length()).filter_map(|i| {
        let link: HtmlElement = links.item(i)?.dyn_into().ok()?;
        Some((number(&link)?, link))
    });
    let focused =
        document().active_element().filter(|e| e.closest(".ops-row").is_ok_and(|row| row.is_some()));
    let open = || document().query_selector(".ops-row.is-open").ok().flatten();
    let from = focused.or_else(open).and_then(|element| number(&element));
    let next = match (from, by) {
        (None, _) => rows.min_by_key(|(number, _)| *number),
        (Some(from), 1) => rows.filter(|(number, _)| *number > from).min_by_key(|(number, _)| *number),
        (Some(from), _) => rows.filter(|(number, _)| *number < from).max_by_key(|(number, _)| *number),
    };
    let Some((_, link)) = next else { return false };
    let walking = open().is_some();
    let focused = link.focus().is_ok();
    if walking {
        link.click();
    }
    focused
}
