//! Rows that can't be read: in no figure and behind no filter, but they exist.

use crate::{
    sync::SharedStore,
    ui::{Banner, BannerKind},
};
use leptos::prelude::*;

/// So many are shown raw; they are alike as a rule.
const MOST_RAW: usize = 20;

/// Says how many there are, and shows the first of them as they came.
#[component]
pub fn Unreadable(
    /// Where they are kept.
    store: SharedStore,
    /// What is said of so many.
    title: fn(u64) -> String,
) -> impl IntoView {
    let rows = store.unreadable();
    (move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            view! {
                <Banner kind=BannerKind::Warning title=title(rows.len() as u64)>
                    <details>
                        <summary>{messages::coverage::raw_json()}</summary>
                        {rows.into_iter().take(MOST_RAW).map(|row| view! { <p>{row.why}</p> <pre class="code-text" tabindex="0">{row.raw}</pre> }).collect_view()}
                    </details>
                </Banner>
            }
        })
    }).into_any()
}
