//! An icon of the sprite.

use leptos::prelude::*;

use super::IconName;

/// A 16 px icon in the colour of the surrounding text. Hidden from assistive technology unless it has a `label`; set one only if no text is beside
/// it.
#[component]
pub fn Icon(
    /// Name of the icon.
    #[prop(into)]
    name: Signal<IconName>,
    /// Accessible name, if no text is beside it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let hidden = label.is_none().then_some("true");
    let role = label.is_some().then_some("img");
    view! {
        <svg
            class="icon"
            width="16"
            height="16"
            focusable="false"
            aria-hidden=hidden
            role=role
            aria-label=label
        >
            <use_ href=move || name.get().href() />
        </svg>
    }
}
