//! How much of the history is here, and the way to fetch or stop fetching the rest.

use super::loaded::loaded_words;
use crate::{
    reactive::Memo,
    sync::{CrawlState, Live},
    ui::{Banner, BannerKind, Button, ButtonKind, ProgressBar},
};
use leptos::prelude::*;

/// Shown while the rest is being fetched, and where that was stopped or failed while a filter needs it.
#[component]
pub fn CrawlProgress(
    /// Fetches it.
    live: Live,
    /// What is asked needs all of it.
    needs_all: Memo<bool>,
) -> impl IntoView {
    let state = move || live.crawl.get();
    view! {
        {move || match state() {
            CrawlState::Running => view! { <Running live /> }.into_any(),
            CrawlState::Stopped if needs_all.get() => view! { <Partly live /> }.into_any(),
            CrawlState::Failed(problem) => view! {
                <Banner kind=BannerKind::Warning title="Only a part of the history is loaded"
                    actions=move || view! { <Button on_press=move |()| live.load_all()>"Go on loading"</Button> }>
                    <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                </Banner>
            }.into_any(),
            _ => ().into_any(),
        }}
    }
}

#[component]
fn Running(live: Live) -> impl IntoView {
    let percent = Signal::derive(move || {
        let (known, count) = live.loaded();
        count.filter(|count| *count > 0).map(|count| (known as f32 / count as f32 * 100.0).min(100.0))
    });
    view! {
        <div class="ops-crawl">
            <span>"Loading the rest of the history, so that filters see all of it."</span>
            <ProgressBar value=percent label="History loaded" />
            <Button kind=ButtonKind::Quiet on_press=move |()| live.stop_loading()>"Stop loading"</Button>
        </div>
    }
}

#[component]
fn Partly(live: Live) -> impl IntoView {
    view! {
        <Banner kind=BannerKind::Warning title="Filters and order see only what is loaded"
            actions=move || view! { <Button on_press=move |()| live.load_all()>"Load the rest"</Button> }>
            <p>{move || loaded_words(live)}</p>
        </Banner>
    }
}
