//! Keyboard commands for the focused row.

use super::{super::visible_rows::VisibleRows, key_of, select_row};
use crate::{
    commands::{Command, use_commands},
    route::{Navigator, use_navigator},
    sync::Sync,
    ui::focus_target,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Registers the commands while the table is mounted.
pub fn register_row_commands(sync: Sync, listed: Memo<VisibleRows>) {
    let (commands, navigator) = (use_commands(), use_navigator());
    let select = move |range| {
        let focused = focused_in(".ops-table");
        focused.is_some_and(|element| select_row(sync, listed, &element, range))
    };
    commands.register_if(Command::NextRow, Callback::new(|()| step_row(true)));
    commands.register_if(Command::PreviousRow, Callback::new(|()| step_row(false)));
    commands.register_if(Command::OpenRow, Callback::new(move |()| open_row(navigator)));
    commands.register_if(Command::SelectRow, Callback::new(move |()| select(false)));
    commands.register_if(Command::SelectRange, Callback::new(move |()| select(true)));
}

/// The focused element, if it is inside an element that matches the selector.
fn focused_in(kind: &str) -> Option<Element> {
    document().active_element().filter(|element| element.closest(kind).is_ok_and(|found| found.is_some()))
}

/// Opens the row whose link is focused, and moves the focus into its detail. Other controls of a row handle Enter themselves.
fn open_row(navigator: Navigator) -> bool {
    let key = focused_in(".ops-row .row-link").and_then(|link| key_of(&link));
    let is_row = key.is_some();
    if is_row {
        navigator.go(navigator.route().get_untracked().with_open(key));
        // The detail is in the document by the next frame.
        request_animation_frame(|| {
            focus_target("detail-title");
        });
    }
    is_row
}

/// Moves the focus by one row; an open detail follows. Rows are found by their number, as their nodes may be out of order after scrolling.
fn step_row(forward: bool) -> bool {
    let Ok(links) = document().query_selector_all(".ops-row .row-link") else { return false };
    let number = |element: &Element| -> Option<u64> {
        element.closest(".ops-row").ok()??.get_attribute("aria-rowindex")?.parse().ok()
    };
    let rows = (0..links.length()).filter_map(|i| {
        let link: HtmlElement = links.item(i)?.dyn_into().ok()?;
        Some((number(&link)?, link))
    });
    let open = || document().query_selector(".ops-row.is-open").ok().flatten();
    let from = focused_in(".ops-row").or_else(open).and_then(|element| number(&element));
    let next = match (from, forward) {
        (None, _) => rows.min_by_key(|(number, _)| *number),
        (Some(from), true) => rows.filter(|(number, _)| *number > from).min_by_key(|(number, _)| *number),
        (Some(from), false) => rows.filter(|(number, _)| *number < from).max_by_key(|(number, _)| *number),
    };
    let Some((_, link)) = next else { return false };
    let is_open = open().is_some();
    let focused = link.focus().is_ok();
    if is_open {
        link.click();
    }
    focused
}
