//! How much of the history the page covers, with a button to load the rest.

use crate::{
    coverage::{Reading, Unreadable},
    sync::{CrawlState, Sync},
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;
use messages::board as text;

/// Empty once everything is loaded.
#[component]
pub fn Coverage(sync: Sync) -> impl IntoView {
    let state = Memo::new(move |_| sync.crawl.state().get());
    let partial =
        Memo::new(move |_| sync.list.loaded().1.is_none_or(|count| (sync.list.loaded().0 as u64) < count));
    let rest = move || view! { <Button on_press=move |()| sync.crawl.load_all()>{text::load_all()}</Button> };
    view! {
        {move || match state.get() {
            CrawlState::Running => view! { <Reading sync words=move || loading_words(sync) /> }.into_any(),
            CrawlState::Failed(problem) => {
                view! {
                    <Banner
                        kind=BannerKind::Warning
                        title=Signal::derive(move || loaded_words(sync))
                        actions=rest
                    >
                        <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                    </Banner>
                }
                    .into_any()
            }
            CrawlState::Stopped
            | CrawlState::Paused
            | CrawlState::Idle if partial.get() && sync.crawl.has_settled() => {
                view! {
                    <Banner
                        kind=BannerKind::Warning
                        title=Signal::derive(move || loaded_words(sync))
                        actions=rest
                    >
                        <p>{text::not_loaded_note()}</p>
                    </Banner>
                }
                    .into_any()
            }
            _ => ().into_any(),
        }}
        <Unreadable store=sync.store title=messages::coverage::unreadable_rows_left_out />
    }
}

/// Formats the coverage: "From the newest 1,000 of 45,120 operations".
fn loaded_words(sync: Sync) -> String {
    match loaded(sync) {
        (known, Some(count)) => text::newest_loaded_of(known, count),
        (known, None) => text::newest_loaded(known),
    }
}

/// Text for the coverage while the crawl runs.
fn loading_words(sync: Sync) -> String {
    match loaded(sync) {
        (known, Some(count)) => text::newest_of_loading_rest(known, count),
        (known, None) => text::newest_loading_rest(known),
    }
}

/// Number of loaded operations, and the total if known.
fn loaded(sync: Sync) -> (u64, Option<u64>) {
    sync.store.read(|_| ());
    let (known, count) = sync.list.loaded();
    let known = known as u64;
    (known, count.map(|count| count.max(known)))
}
