//! Status of an operation as icon, text and colour.

use leptos::prelude::*;

use super::status_look;
use crate::ui::Icon;

/// The status, as the server sent it.
#[component]
pub fn StatusBadge(
    /// The server's value.
    #[prop(into)]
    status: Signal<String>,
) -> impl IntoView {
    let look = Memo::new(move |_| status_look(&status.read()));
    let icon = Memo::new(move |_| look.read().icon);
    view! {
        <span class=move || format!("status {}", look.read().class)>
            <Icon name=icon />
            <span class="status-word">{move || look.get().word}</span>
        </span>
    }
}
