//! Something is under way.

use leptos::prelude::*;

/// A turning ring, hidden from assistive technology: say in words, beside it, what is under way.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}
