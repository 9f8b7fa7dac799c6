//! Tooltips of the cells. Set on hover or focus only: writing a thousand titles costs more than the few that are read.

use crate::time::intl::{Style, format_instant};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Sets the titles for the hovered or focused row: truncated text, and the instants behind "2 h ago" in the whole row.
pub fn name_in_full(event: &Event, zone: &str) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let row = target.closest(".ops-row").ok().flatten();
    if let Some(times) = row.and_then(|row| row.query_selector_all("time").ok()) {
        for time in (0..times.length()).filter_map(|at| times.get(at)?.dyn_into::<Element>().ok()) {
            let at =
                time.get_attribute("datetime").map(|at| js_sys::Date::parse(&at)).filter(|at| at.is_finite());
            write(&time, &at.map(|at| full(at as i64, zone)).unwrap_or_default());
        }
    }
    if let Ok(Some(cell)) = target.closest(".row-link, .cell-type, .cell-device, .cell-group, .cell-reason") {
        let words =
            (0..cell.child_nodes().length()).filter_map(|at| cell.child_nodes().get(at)?.text_content());
        let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        let cut = cell.scroll_width() > cell.client_width() || cell.scroll_height() > cell.client_height();
        write(&cell, &if cut { words.join(" · ") } else { String::new() });
    }
}

/// An instant with its zone.
fn full(at: i64, zone: &str) -> String {
    format!("{} ({zone})", format_instant(at, zone, Style::Full))
}

fn write(element: &Element, title: &str) {
    let _ = match title.is_empty() {
        true => element.remove_attribute("title"),
        false => element.set_attribute("title", title),
    };
}
