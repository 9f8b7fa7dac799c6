//! What a cell says in full, while the pointer is over it. Written only then: a thousand titles cost more than one is read.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Gives what the pointer has come over its title: words that don't fit.
pub fn name_in_full(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    if let Ok(Some(cell)) = target.closest(".row-link, .cell-type, .cell-device") {
        let words =
            (0..cell.child_nodes().length()).filter_map(|at| cell.child_nodes().get(at)?.text_content());
        let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        let cut = cell.scroll_width() > cell.client_width();
        write(&cell, &if cut { words.join(" · ") } else { String::new() });
    }
}

fn write(element: &Element, title: &str) {
    let _ = match title.is_empty() {
        true => element.remove_attribute("title"),
        false => element.set_attribute("title", title),
    };
}
