//! Maps keys to commands with one listener on the window.

use super::{Command, Commands};
use crate::ui::pressed_key;
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Listens until the calling view is unmounted. Ignores keys typed into a field, and all keys while a dialog is open.
pub fn listen(commands: Commands) {
    let after_g = StoredValue::new(false);
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
            return;
        }
        let Some(key) = pressed_key(&event).filter(|_| !is_typing(&event) && !dialog_open()) else { return };
        let called = Command::of_key(&key, event.shift_key(), after_g.get_value());
        after_g.set_value(key == "g");
        if called.iter().any(|command| commands.run(*command)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the key is typed into a field. In a field, Escape leaves the field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    target.is_some_and(|t| {
        t.matches("input:not([type=checkbox]), textarea, select, [contenteditable]").unwrap_or(false)
    })
}

fn dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}
