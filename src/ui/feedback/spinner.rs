//! A spinner.

use leptos::prelude::*;

/// A rotating ring, hidden from assistive technology. Put a text beside it.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}
