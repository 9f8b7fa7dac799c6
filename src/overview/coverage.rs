//! How much of the history is in what is shown, and the way to the rest.

use crate::{
    coverage::{Reading, Unreadable},
    sync::{CrawlState, Sync},
    ui::{Banner, BannerKind, Button, grouped},
};
use leptos::prelude::*;

/// Nothing where all is loaded.
#[component]
pub fn Coverage(sync: Sync) -> impl IntoView {
    let state = Memo::new(move |_| sync.crawl.state().get());
    let partial =
        Memo::new(move |_| sync.list.loaded().1.is_none_or(|count| (sync.list.loaded().0 as u64) < count));
    let rest = move || view! { <Button on_press=move |()| sync.crawl.load_all()>"Load all"</Button> };
    view! {
        {move || match state.get() {
            CrawlState::Running => view! {
                <Reading sync words=move || format!("{}, loading the rest", loaded_words(sync)) />
            }.into_any(),
            CrawlState::Failed(problem) => view! {
                <Banner kind=BannerKind::Warning title=Signal::derive(move || loaded_words(sync)) actions=rest>
                    <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                </Banner>
            }.into_any(),
            CrawlState::Stopped | CrawlState::Paused | CrawlState::Idle if partial.get() && sync.crawl.has_settled() => view! {
                <Banner kind=BannerKind::Warning title=Signal::derive(move || loaded_words(sync)) actions=rest>
                    <p>"What isn't loaded is in no figure and not drawn."</p>
                </Banner>
            }.into_any(),
            _ => ().into_any(),
        }}
        <Unreadable store=sync.store title=messages::coverage::unreadable_rows_left_out />
    }
}

/// "From 1 000 of 45 120 loaded".
fn loaded_words(sync: Sync) -> String {
    sync.store.read(|_| ());
    match sync.list.loaded() {
        (known, Some(count)) => {
            let count = grouped(count.max(known as u64));
            format!("From the newest {} of {count} operations", grouped(known as u64))
        }
        (known, None) => format!("From the newest {} operations", grouped(known as u64)),
    }
}
