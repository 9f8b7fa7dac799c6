//! Coverage of a report, while the history loads and after.

use super::snapshot::{Coverage, Snapshot};
use crate::{
    coverage::{Reading, Unreadable},
    sync::{CrawlState, ListSync, Sync},
    time::{intl::Browser, use_zone},
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;
use messages::report as text;
use std::sync::Arc;

/// Formats the coverage: "20,093 of 20,093 loaded at 2024-01-15 10:00:00".
pub fn coverage_words(coverage: Coverage, moment: impl Fn(i64) -> String) -> String {
    let loaded = coverage.loaded as u64;
    match (coverage.count.map(|count| count.max(loaded)), coverage.read_at) {
        (Some(count), Some(at)) if !coverage.is_partial() => text::loaded_all(loaded, count, &moment(at)),
        (Some(count), _) => text::loaded_part_of(loaded, count),
        (None, _) => text::loaded_part(loaded),
    }
}

/// Progress, errors, and what to know before relying on a figure.
#[component]
pub fn CoverageNotes(
    sync: Sync,
    made: Signal<Option<Arc<Snapshot>>>,
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
            CrawlState::Running => {
                view! { <Reading sync words=move || reading_words(sync.list) /> }.into_any()
            }
            CrawlState::Failed(problem) => {
                view! {
                    <Banner
                        kind=BannerKind::Warning
                        title=text::history_loaded_in_part()
                        actions=move || {
                            view! {
                                <Button on_press=move |()| {
                                    sync.crawl.load_all()
                                }>{text::go_on_loading()}</Button>
                            }
                        }
                    >
                        <p>{format!("{} {}", problem.headline(), problem.advice())}</p>
                    </Banner>
                }
                    .into_any()
            }
            _ => ().into_any(),
        }}
        {move || {
            (partial.get() && !running.get() && !matches!(sync.crawl.state().get(), CrawlState::Failed(_)))
                .then(|| {
                    view! {
                        <Banner
                            kind=BannerKind::Warning
                            title=text::covers_a_part()
                            actions=move || {
                                view! {
                                    <Button on_press=move |()| {
                                        sync.crawl.load_all()
                                    }>{text::load_rest()}</Button>
                                }
                            }
                        >
                            <p>{text::covers_a_part_hint()}</p>
                        </Banner>
                    }
                })
        }}
        {move || {
            (changed.get() && !running.get() && !partial.get())
                .then(|| {
                    view! {
                        <Banner
                            title=text::operations_changed()
                            actions=move || {
                                view! {
                                    <Button on_press=move |()| on_renew.run(())>{text::recompute()}</Button>
                                }
                            }
                        />
                    }
                })
        }}
        <Unreadable store=sync.store title=messages::coverage::unreadable_rows_in_no_figure />
    }
}

/// Formats the progress: "Reading the whole history: 12,300 of 45,120".
fn reading_words(list: ListSync) -> String {
    match list.loaded() {
        (known, Some(count)) => text::reading_whole_of(known as u64, count.max(known as u64)),
        (known, None) => text::reading_whole(known as u64),
    }
}

/// Formats instants in the zone in force.
pub fn moments() -> impl Fn(i64) -> String + Copy + Send + std::marker::Sync + 'static {
    let zone = use_zone();
    move |ms| super::days::moment(ms, &untrack(|| zone.name()), &Browser)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_coverage_is_never_reported_as_complete() {
        let full = Coverage { loaded: 20_093, count: Some(20_093), unreadable: 0, read_at: Some(1) };
        let said = |coverage| coverage_words(coverage, |at| format!("T{at}"));
        assert_eq!(said(full), "20,093 of 20,093 loaded at T1");
        assert_eq!(said(Coverage { loaded: 100, ..full }), "100 of 20,093 loaded: only a part");
        assert_eq!(said(Coverage { count: None, read_at: None, ..full }), "20,093 loaded: only a part");
    }
}
