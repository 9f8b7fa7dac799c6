//! How much of the history a report covers, while it is fetched and after.

use super::snapshot::{Coverage, Snapshot};
use crate::{
    coverage::{Reading, Unreadable},
    sync::{CrawlState, ListSync, Sync},
    time::{intl::Browser, use_zone},
    ui::{Banner, BannerKind, Button, grouped},
};
use leptos::prelude::*;
use std::sync::Arc;

/// "20 093 of 20 093 loaded at 2024-01-15 10:00:00".
pub fn coverage_words(coverage: Coverage, moment: impl Fn(i64) -> String) -> String {
    let of = coverage
        .count
        .map_or_else(String::new, |count| format!(" of {}", grouped(count.max(coverage.loaded as u64))));
    let loaded = grouped(coverage.loaded as u64);
    match (coverage.is_partial(), coverage.read_at) {
        (false, Some(at)) => format!("{loaded}{of} loaded at {}", moment(at)),
        _ => format!("{loaded}{of} loaded: only a part"),
    }
}

/// What is under way, what went wrong, and what a reader has to know before trusting a figure.
#[component]
pub fn CoverageNotes(
    sync: Sync,
    made: RwSignal<Option<Arc<Snapshot>>>,
    on_renew: Callback<()>,
) -> impl IntoView {
    let partial =
        Memo::new(move |_| made.with(|made| made.as_ref().is_some_and(|m| m.coverage.is_partial())));
    let changed = Memo::new(move |_| {
        let now = sync.store.read(|known| known.columns().map(|history| history.generation()));
        made.with(|made| made.as_ref().is_some_and(|made| now.is_some_and(|now| now != made.generation)))
    });
    let running = Memo::new(move |_| sync.crawl.state().get() == CrawlState::Running);
    view! {
        {move || match sync.crawl.state().get() {
            CrawlState::Running => view! {
                <Reading sync words=move || format!("Reading the whole history: {}", reading_words(sync.list)) />
            }.into_any(),
            CrawlState::Failed(problem) => view! {
                <Banner kind=BannerKind::Warning title="Only a part of the history is loaded"
                    actions=move || view! { <Button on_press=move |()| sync.crawl.load_all()>"Go on loading"</Button> }>
                    <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                </Banner>
            }.into_any(),
            _ => ().into_any(),
        }}
        {move || (partial.get() && !running.get() && !matches!(sync.crawl.state().get(), CrawlState::Failed(_))).then(|| view! {
            <Banner kind=BannerKind::Warning title="This report covers only a part of the history"
                actions=move || view! { <Button on_press=move |()| sync.crawl.load_all()>"Load the rest"</Button> }>
                <p>"Figures, files and prints are about what is loaded, and say so."</p>
            </Banner>
        })}
        {move || (changed.get() && !running.get() && !partial.get()).then(|| view! {
            <Banner title="Operations have changed since these figures were made"
                actions=move || view! { <Button on_press=move |()| on_renew.run(())>"Recompute"</Button> } />
        })}
        <Unreadable store=sync.store title=messages::coverage::unreadable_rows_in_no_figure />
    }
}

/// "12 300 of 45 120".
fn reading_words(list: ListSync) -> String {
    match list.loaded() {
        (known, Some(count)) => format!("{} of {}", grouped(known as u64), grouped(count.max(known as u64))),
        (known, None) => grouped(known as u64),
    }
}

/// A moment by the clocks of the zone in force.
pub fn moments() -> impl Fn(i64) -> String + Copy + Send + std::marker::Sync + 'static {
    let zone = use_zone();
    move |ms| super::days::moment(ms, &untrack(|| zone.name()), &Browser)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_never_said_to_be_all() {
        let full = Coverage { loaded: 20_093, count: Some(20_093), unreadable: 0, read_at: Some(1) };
        let said = |coverage| coverage_words(coverage, |at| format!("T{at}"));
        assert_eq!(said(full), "20\u{202f}093 of 20\u{202f}093 loaded at T1");
        assert_eq!(said(Coverage { loaded: 100, ..full }), "100 of 20\u{202f}093 loaded: only a part");
        assert_eq!(
            said(Coverage { count: None, read_at: None, ..full }),
            "20\u{202f}093 loaded: only a part"
        );
    }
}
