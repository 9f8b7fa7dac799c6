//! What is being fetched of the history, how long it will take, and the ways to hold it.

use super::words::grouped;
use crate::{
    sync::{CrawlState, CrawlStats, CrawlSync, Sync},
    time::{relative::age, use_now},
    ui::{Button, ButtonKind, ProgressBar},
};
use leptos::prelude::*;

/// How it stands.
#[derive(Clone, Copy, PartialEq)]
enum LineState {
    Running,
    Paused,
    /// What was kept at an earlier visit waits for the first answer.
    Waiting,
    /// Nobody checks what was kept.
    Left,
}

/// The line between the filters and the table.
#[component]
pub fn CrawlLine(sync: Sync) -> impl IntoView {
    let now = use_now();
    let state = Memo::new(move |_| match sync.crawl.state().get() {
        CrawlState::Running => LineState::Running,
        CrawlState::Paused => LineState::Paused,
        CrawlState::Complete if sync.list.freshness().with(|f| f.answered_at.is_none()) => LineState::Waiting,
        _ => LineState::Left,
    });
    let kept = move || sync.crawl.as_of().get().map(|at| age(at, now.get().max(at)));
    let words = Memo::new(move |_| {
        let kept = kept();
        match (state.get(), kept) {
            (LineState::Running, Some(age)) => {
                format!("Catching up: you see the history as it was kept {age}.")
            }
            (LineState::Running, None) => {
                "Loading the rest of the history, so that filters see all of it.".to_owned()
            }
            (LineState::Paused, _) => "Loading is paused; filters see only what is loaded.".to_owned(),
            (LineState::Waiting, age) => {
                format!(
                    "You see the history as it was kept {}. What has changed since is being asked for.",
                    age.unwrap_or_default()
                )
            }
            (LineState::Left, age) => {
                format!(
                    "You see the history as it was kept {}; not all of it was checked since.",
                    age.unwrap_or_default()
                )
            }
        }
    });
    view! {
        <div class="ops-crawl" role="group" aria-label="Loading the history">
            <span>{move || words.get()}</span>
            {(move || match state.get() {
                LineState::Running | LineState::Paused => view! { <Progress crawl=sync.crawl /> }.into_any(),
                LineState::Waiting | LineState::Left => ().into_any(),
            }).into_any()}
            {(move || match state.get() {
                LineState::Running => view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.pause()>"Pause"</Button>
                    <Stop crawl=sync.crawl />
                }.into_any(),
                LineState::Paused => view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.resume()>"Resume"</Button>
                    <Stop crawl=sync.crawl />
                }.into_any(),
                LineState::Left => view! {
                    <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.load_all()>"Catch up"</Button>
                }.into_any(),
                LineState::Waiting => ().into_any(),
            }).into_any()}
        </div>
    }
}

#[component]
fn Stop(crawl: CrawlSync) -> impl IntoView {
    view! { <Button kind=ButtonKind::Quiet on_press=move |()| crawl.stop()>"Stop loading"</Button> }
}

#[component]
fn Progress(crawl: CrawlSync) -> impl IntoView {
    let percent = Signal::derive(move || crawl.stats().with(percent));
    let left = move || match crawl.state().get() {
        CrawlState::Running => crawl.stats().with(|progress| progress.left_ms.map(left_words)),
        _ => None,
    };
    view! {
        <ProgressBar value=percent label="History loaded" />
        <span class="ops-crawl-count">{move || crawl.stats().with(count_words)}</span>
        <span class="ops-crawl-left">{left}</span>
    }
}

fn percent(progress: &CrawlStats) -> Option<f32> {
    let of = progress.of.filter(|of| *of > 0)?;
    Some((progress.seen as f32 / of as f32 * 100.0).min(100.0))
}

/// "12 300 of 45 120".
fn count_words(progress: &CrawlStats) -> String {
    let seen = grouped(progress.seen as u64);
    match progress.of {
        Some(of) => format!("{seen} of {}", grouped(of.max(progress.seen as u64))),
        None => seen,
    }
}

/// Rounded to what an estimate is worth, and rather up.
fn left_words(ms: i64) -> String {
    match ms.max(0) / 1_000 {
        0..10 => "a few seconds left".to_owned(),
        10..50 => "less than a minute left".to_owned(),
        s @ 50..5_400 => format!("about {} min left", (s + 30) / 60),
        s => format!("about {} h left", (s + 1_800) / 3_600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_as_roughly_as_it_is_known() {
        for (seconds, words) in [
            (-5, "a few seconds left"),
            (9, "a few seconds left"),
            (49, "less than a minute left"),
            (50, "about 1 min left"),
            (100, "about 2 min left"),
            (5_399, "about 90 min left"),
            (7_300, "about 2 h left"),
        ] {
            assert_eq!(left_words(seconds * 1_000), words, "{seconds}");
        }
    }

    #[test]
    fn progress_never_passes_the_end() {
        let progress = CrawlStats { seen: 120, of: Some(100), left_ms: None };
        assert_eq!((percent(&progress), count_words(&progress)), (Some(100.0), "120 of 120".to_owned()));
        assert_eq!(percent(&CrawlStats::default()), None);
    }
}
