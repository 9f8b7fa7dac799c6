//! How much of the history is in what is shown, and the way to the rest.

use crate::{
    coverage::{Reading, Unreadable},
    sync::{CrawlState, Live},
    ui::{Banner, BannerKind, Button, grouped},
};
use leptos::prelude::*;

/// Nothing where all is loaded.
#[component]
pub fn Coverage(live: Live) -> impl IntoView {
    let state = Memo::new(move |_| live.crawl.get());
    let partial = Memo::new(move |_| live.loaded().1.is_none_or(|count| (live.loaded().0 as u64) < count));
    let rest = move || view! { <Button on_press=move |()| live.load_all()>"Load all"</Button> };
    view! {
        {move || match state.get() {
            CrawlState::Running => view! {
                <Reading live words=move || format!("{}, loading the rest", loaded_words(live)) />
            }.into_any(),
            CrawlState::Failed(problem) => view! {
                <Banner kind=BannerKind::Warning title=Signal::derive(move || loaded_words(live)) actions=rest>
                    <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                </Banner>
            }.into_any(),
            CrawlState::Stopped | CrawlState::Paused | CrawlState::Idle if partial.get() && live.has_settled() => view! {
                <Banner kind=BannerKind::Warning title=Signal::derive(move || loaded_words(live)) actions=rest>
                    <p>"What isn't loaded is in no figure and not drawn."</p>
                </Banner>
            }.into_any(),
            _ => ().into_any(),
        }}
        <Unreadable live one="row can't be read and is left out" many="rows can't be read and are left out" />
    }
}

/// "From 1 000 of 45 120 loaded".
fn loaded_words(live: Live) -> String {
    live.store.read(|_| ());
    match live.loaded() {
        (known, Some(count)) => {
            let count = grouped(count.max(known as u64));
            format!("From the newest {} of {count} operations", grouped(known as u64))
        }
        (known, None) => format!("From the newest {} operations", grouped(known as u64)),
    }
}
