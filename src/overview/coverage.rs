//! How much of the history is in what is shown, and the way to the rest.

use crate::{
    reactive::{Memo, dynamic},
    sync::{CrawlState, Live},
    ui::{
        Banner, BannerKind, Button, ButtonKind, EmptyState, IconName, ProgressBar, Skeleton, counted, grouped,
    },
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
            CrawlState::Running => view! { <Running live /> }.into_any(),
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
        <Unreadable live />
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

#[component]
fn Running(live: Live) -> impl IntoView {
    let percent = Signal::derive(move || {
        live.store.read(|_| ());
        let (known, count) = live.loaded();
        count.filter(|count| *count > 0).map(|count| (known as f32 / count as f32 * 100.0).min(100.0))
    });
    view! {
        <div class="ops-crawl">
            <span>{move || loaded_words(live)} ", loading the rest"</span>
            <ProgressBar value=percent label="History loaded" />
            <Button kind=ButtonKind::Quiet on_press=move |()| live.stop_loading()>"Stop loading"</Button>
        </div>
    }
}

#[component]
fn Unreadable(live: Live) -> impl IntoView {
    let rows = live.store.unreadable();
    dynamic(move || {
        let count = rows.with(Vec::len);
        (count > 0).then(|| {
            let title = counted(
                count as u64,
                "row can't be read and is left out",
                "rows can't be read and are left out",
            );
            view! { <Banner kind=BannerKind::Warning title=title /> }
        })
    })
}

/// What stands there before there is an answer: it is on the way, or can't come.
#[component]
pub fn Waiting(live: Live, label: &'static str) -> impl IntoView {
    let problem = Memo::new(move |_| live.freshness.with(|f| f.problem.clone()));
    let failed = Memo::new(move |_| matches!(live.crawl.get(), CrawlState::Failed(_)));
    dynamic(move || match problem.get() {
        // The banner above says why.
        _ if failed.get() => ().into_any(),
        Some(problem) => view! {
            <EmptyState icon=IconName::Warning title=problem.headline() text=problem.advice()
                actions=move || view! { <Button on_press=move |()| live.refresh()>"Try again"</Button> } />
        }
        .into_any(),
        None => view! { <div class="page-body"><Skeleton rows=8 label /></div> }.into_any(),
    })
}
