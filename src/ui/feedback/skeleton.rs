//! Placeholder for content that is loading.

use leptos::prelude::*;

/// Grey rows as high as table rows. CSS shows them after 150 ms, so that a quick answer doesn't flash.
#[component]
pub fn Skeleton(
    /// Number of rows.
    #[prop(default = 8)]
    rows: usize,
    /// Label for assistive technology.
    #[prop(into, default = messages::ui::loading().into())]
    label: Signal<String>,
) -> impl IntoView {
    let row = || {
        view! {
            <div class="skeleton-row">
                <span class="skeleton-bar"></span>
                <span class="skeleton-bar"></span>
                <span class="skeleton-bar"></span>
                <span class="skeleton-bar"></span>
            </div>
        }
    };
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{move || label.get()}</span>
            <div aria-hidden="true">{(0..rows).map(|_| row()).collect_view()}</div>
        </div>
    }
}
