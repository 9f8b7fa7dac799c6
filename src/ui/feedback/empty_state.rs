//! Placeholder where there is no data.

use leptos::prelude::*;

use crate::ui::{Icon, IconName};

/// States what is missing, why, and what to do.
#[component]
pub fn EmptyState(
    /// The icon.
    #[prop(into)]
    icon: Signal<IconName>,
    /// Title, such as "No operation matches".
    #[prop(into)]
    title: Signal<String>,
    /// The reason; empty for none.
    #[prop(optional, into)]
    text: Signal<String>,
    /// Buttons.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            <p class="empty-title">{move || title.get()}</p>
            <p class="empty-text" hidden=move || text.with(String::is_empty)>
                {move || text.get()}
            </p>
            <div class="empty-actions">{actions.run()}</div>
        </div>
    }
}
