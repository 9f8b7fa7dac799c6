//! The sheet that lists the shortcuts. Comes with the list's tools: few look at it.

use crate::ui::{Dialog, Kbd};
use leptos::prelude::*;

const KEYS: [(&str, &str); 15] = [
    ("/", "Search operations"),
    ("j", "Next row"),
    ("k", "Previous row"),
    ("Enter", "Open the row"),
    ("x", "Select the row"),
    ("Shift x", "Select all from the row before to this one"),
    ("Esc", "One step back"),
    ("r", "Refresh"),
    ("n", "Schedule an operation"),
    ("g o", "Go to the operations"),
    ("g l", "Go to the live board"),
    ("g t", "Go to the timeline of what the list shows"),
    ("g r", "Go to the report on what the list shows"),
    ("[ ]", "Previous and next page"),
    ("?", "This sheet"),
];

/// Lists the shortcuts.
#[component]
pub fn KeySheet(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let row = |(keys, what): (&'static str, &'static str)| view! { <div><dt><Kbd keys /></dt><dd>{what}</dd></div> };
    view! {
        <Dialog id="keys" title="Keys" open on_close=move |()| open.set(false)>
            <dl class="keys">{KEYS.map(row).collect_view()}</dl>
        </Dialog>
    }
}
