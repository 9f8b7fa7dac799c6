//! Rows that can't be read. No figure or filter includes them, but they exist.

use crate::{
    sync::SharedStore,
    ui::{Banner, BannerKind},
};
use leptos::prelude::*;

/// Maximum number of rows shown raw; they usually look alike.
const MOST_RAW: usize = 20;

/// Shows their number, and the first ones as raw text.
#[component]
pub fn Unreadable(
    /// The store that holds them.
    store: SharedStore,
    /// Formats the title for a number of rows.
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
                        {rows
                            .into_iter()
                            .take(MOST_RAW)
                            .map(|row| {
                                view! {
                                    <p>{row.why}</p>
                                    <pre class="code-text" tabindex="0">
                                        {row.raw}
                                    </pre>
                                }
                            })
                            .collect_view()}
                    </details>
                </Banner>
            }
        })
    })
    .into_any()
}
