//! Row for an item that couldn't be read: the reason, and the raw text.

use super::row_nodes::icon;
use crate::{operations::columns::COLUMNS, ui::IconName};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use wire::Unreadable;

/// Creates the nodes. `None` if the browser fails to create one, which doesn't happen in practice.
pub fn unreadable(row: &Unreadable) -> Option<HtmlElement> {
    let make = |parent: &Element, name: &str, text: &str| -> Option<Element> {
        let child = document().create_element(name).ok()?;
        child.set_text_content(Some(text).filter(|text| !text.is_empty()));
        parent.append_child(&child).ok()?;
        Some(child)
    };
    let root = document().create_element("tr").ok()?;
    root.set_class_name("ops-row row-unreadable");
    root.set_attribute("role", "row").ok()?;
    let cell = make(&root, "td", "")?;
    cell.set_attribute("role", "cell").ok()?;
    cell.set_attribute("colspan", &(COLUMNS.len() + 1).to_string()).ok()?;
    cell.append_child(&icon(IconName::Warning)?.0).ok()?;
    make(&cell, "span", &messages::list::unreadable_row(&row.why))?;
    let details = make(&cell, "details", "")?;
    make(&details, "summary", messages::coverage::raw_json())?;
    make(&details, "pre", &row.raw)?.set_class_name("code-text");
    root.dyn_into().ok()
}
