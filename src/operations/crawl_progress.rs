//! How much of the history is here, and the way to fetch the rest where nothing fetches it.

use super::{
    ask::Ask,
    tools::{Tool, ToolOf},
    words::grouped,
};
use crate::{
    later::Part,
    reactive::{Memo, Shown},
    sync::{CrawlState, Live, WhenToLoad},
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;

/// Shown while the rest is being fetched, and where that was stopped, failed or isn't wanted while a filter needs it.
#[component]
pub fn CrawlProgress(live: Live, ask: Ask, #[prop(into)] needs_all: Signal<bool>) -> impl IntoView {
    let tools = expect_context::<Part<ToolOf>>();
    let state = live.crawl;
    let moving = Memo::new(move |_| {
        matches!(state.get(), CrawlState::Running | CrawlState::Paused) || live.as_of.with(Option::is_some)
    });
    let partly = Memo::new(move |_| {
        let left = match state.get() {
            CrawlState::Stopped => true,
            CrawlState::Idle | CrawlState::Complete => {
                live.when_to_load.get() == WhenToLoad::Never && is_partial(live)
            }
            _ => false,
        };
        left && needs_all.get()
    });
    let failed = move || match state.get() {
        CrawlState::Failed(problem) => Some(problem),
        _ => None,
    };
    view! {
        <Shown when=move || moving.get()>{tools.show_when_here((live, ask, Tool::Crawl))}</Shown>
        <Shown when=move || partly.get()>
            <Banner kind=BannerKind::Warning title="Filters and order see only what is loaded"
                actions=move || view! { <Button on_press=move |()| live.load_all()>"Load the rest"</Button> }>
                <p>{move || loaded_words(live)}</p>
            </Banner>
        </Shown>
        {move || failed().map(|problem| view! {
            <Banner kind=BannerKind::Warning title="Only a part of the history is loaded"
                actions=move || view! { <Button on_press=move |()| live.load_all()>"Go on loading"</Button> }>
                <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
            </Banner>
        }.into_any())}
    }
}

fn is_partial(live: Live) -> bool {
    let (known, count) = live.loaded();
    count.is_some_and(|count| (known as u64) < count)
}

/// "1 204 of 45 120 loaded".
pub fn loaded_words(live: Live) -> String {
    match live.loaded() {
        (known, Some(count)) => {
            format!("{} of {} loaded", grouped(known as u64), grouped(count.max(known as u64)))
        }
        (known, None) => format!("{} loaded", grouped(known as u64)),
    }
}
