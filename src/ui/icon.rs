//! One drawing of the sprite.

use leptos::prelude::*;

use super::IconName;

/// A 16 px drawing in the colour of the text around it. Hidden from assistive technology unless it has a `label`: give one only
/// where no words stand beside it.
#[component]
pub fn Icon(
    /// Which drawing.
    #[prop(into)]
    name: Signal<IconName>,
    /// What it says, where it stands alone.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let hidden = label.is_none().then_some("true");
    let role = label.is_some().then_some("img");
    view! {
        <svg class="icon" width="16" height="16" focusable="false" aria-hidden=hidden role=role aria-label=label>
            <use_ href=move || name.get().href() />
        </svg>
    }
}
