//! Progress while the history is loading.

use crate::{
    sync::Sync,
    ui::{Button, ButtonKind, ProgressBar},
};
use leptos::prelude::*;

/// The progress, with a button to stop.
#[component]
pub fn Reading(
    /// Loads the history.
    sync: Sync,
    /// Text of the progress.
    words: impl Fn() -> String + Send + 'static,
) -> impl IntoView {
    let percent = Signal::derive(move || {
        sync.store.read(|_| ());
        let (known, count) = sync.list.loaded();
        count.filter(|count| *count > 0).map(|count| (known as f32 / count as f32 * 100.0).min(100.0))
    });
    view! {
        <div class="ops-crawl">
            <span>{words}</span>
            <ProgressBar value=percent label=messages::coverage::history_loaded() />
            <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.stop()>
                {messages::coverage::stop_loading()}
            </Button>
        </div>
    }
}
