//! A status has an icon, a text and a colour; an unknown one shows the server's text.

use headless_ops::ui::StatusBadge;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

/// The API's status, the icon, the class and the text.
const LOOKS: [[&str; 4]; 13] = [
    ["scheduled", "scheduled", "status-scheduled", "Scheduled"],
    ["pending", "pending", "status-pending", "Pending"],
    ["in_progress", "in-progress", "status-in-progress", "In progress"],
    ["completed", "completed", "status-completed", "Completed"],
    ["failed", "failed", "status-failed", "Failed"],
    ["cancelled", "cancelled", "status-cancelled", "Cancelled"],
    ["paused", "paused", "status-paused", "Paused"],
    ["queued", "pending", "status-pending", "Queued"],
    ["RUNNING", "in-progress", "status-in-progress", "Running"],
    ["success", "completed", "status-completed", "Succeeded"],
    ["timed out", "failed", "status-failed", "Timed out"],
    ["", "unknown", "status-unknown", "No status"],
    ["Awaiting <b>Reboot</b>", "unknown", "status-unknown", "Awaiting <b>Reboot</b>"],
];

#[wasm_bindgen_test]
async fn each_status_is_shape_word_and_colour() {
    let status = RwSignal::new(String::new());
    let page = Page::mount(move || view! { <StatusBadge status /> }).await;
    for [said, icon, class, word] in LOOKS {
        status.set(said.to_owned());
        settle().await;
        assert_eq!(page.attr("use", "href"), Some(format!("#i-{icon}")), "{said}");
        assert_eq!(page.attr("span.status", "class"), Some(format!("status {class}")), "{said}");
        assert_eq!(page.text(".status-word"), word, "{said}");
    }
}

#[wasm_bindgen_test]
async fn the_shape_is_not_read_out_beside_the_word() {
    let page = Page::mount(|| view! { <StatusBadge status="failed" /> }).await;
    assert_eq!(page.attr("svg", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(page.attr("svg", "role"), None);
    assert_eq!(page.text("span.status"), "Failed");
}
