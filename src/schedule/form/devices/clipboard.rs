//! Reads pasted text.

use leptos::ev::Event;
use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;

/// The plain text of a paste event; `None` for another event, or if the browser withholds it.
pub fn pasted_text(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}
