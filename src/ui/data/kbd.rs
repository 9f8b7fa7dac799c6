//! A keyboard key.

use leptos::prelude::*;

/// A key or chord, such as `/` or `g o`.
#[component]
pub fn Kbd(
    /// The keys, separated by spaces.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    keys.split_whitespace().map(|key| view! { <kbd class="kbd">{key.to_owned()}</kbd> }).collect_view()
}
