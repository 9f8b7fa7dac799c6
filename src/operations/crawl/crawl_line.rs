//! Progress of the crawl, the remaining time, and the buttons that pause or resume it.

use crate::{
    api::wait_left,
    sync::{CrawlState, CrawlStats, CrawlSync, Sync},
    time::{
        relative::{age, relative},
        use_now,
    },
    ui::{Button, ButtonKind, ProgressBar},
};
use leptos::prelude::*;

/// State of the crawl.
#[derive(Clone, Copy, PartialEq)]
enum LineState {
    Running,
    Paused,
    /// The restored snapshot waits for the first answer.
    Waiting,
    /// The restored snapshot isn't checked.
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
            (LineState::Running, Some(age)) => messages::list::catching_up(&age),
            (LineState::Running, None) => messages::list::loading_rest().to_owned(),
            (LineState::Paused, _) => messages::list::loading_paused().to_owned(),
            (LineState::Waiting, age) => messages::list::kept_waiting(&age.unwrap_or_default()),
            (LineState::Left, age) => messages::list::kept_not_checked(&age.unwrap_or_default()),
        }
    });
    view! {
        <div class="ops-crawl" role="group" aria-label=messages::list::loading_history()>
            <span>{move || words.get()}</span>
            {(move || match state.get() {
                LineState::Running | LineState::Paused => view! { <Progress crawl=sync.crawl /> }.into_any(),
                LineState::Waiting | LineState::Left => ().into_any(),
            })
                .into_any()}
            {(move || match state.get() {
                LineState::Running => {
                    view! {
                        <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.pause()>
                            {messages::list::pause_loading()}
                        </Button>
                        <Stop crawl=sync.crawl />
                    }
                        .into_any()
                }
                LineState::Paused => {
                    view! {
                        <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.resume()>
                            {messages::list::resume_loading()}
                        </Button>
                        <Stop crawl=sync.crawl />
                    }
                        .into_any()
                }
                LineState::Left => {
                    view! {
                        <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.load_all()>
                            {messages::list::catch_up()}
                        </Button>
                    }
                        .into_any()
                }
                LineState::Waiting => ().into_any(),
            })
                .into_any()}
        </div>
    }
}

#[component]
fn Stop(crawl: CrawlSync) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet on_press=move |()| crawl.stop()>
            {messages::coverage::stop_loading()}
        </Button>
    }
}

#[component]
fn Progress(crawl: CrawlSync) -> impl IntoView {
    let percent = Signal::derive(move || crawl.stats().with(percent));
    let left = move || match crawl.state().get() {
        CrawlState::Running => crawl.stats().with(|progress| progress.left_ms.map(left_words)),
        _ => None,
    };
    let now = use_now();
    let load = move || match crawl.state().get() {
        CrawlState::Running => {
            let now = now.get();
            crawl.stats().with(|progress| load_words(progress, now, wait_left(now)))
        }
        _ => None,
    };
    view! {
        <ProgressBar value=percent label=messages::coverage::history_loaded() />
        <span class="ops-crawl-count">{move || crawl.stats().with(count_words)}</span>
        <span class="ops-crawl-left">{left}</span>
        <span class="ops-crawl-left">{load}</span>
    }
}

fn percent(progress: &CrawlStats) -> Option<f32> {
    let of = progress.of.filter(|of| *of > 0)?;
    Some((progress.seen as f32 / of as f32 * 100.0).min(100.0))
}

/// Formats the count: "12,300 of 45,120".
fn count_words(progress: &CrawlStats) -> String {
    let seen = progress.seen as u64;
    match progress.of {
        Some(of) => messages::list::seen_of(seen, of.max(seen)),
        None => messages::number(seen),
    }
}

/// What the crawl asks of the server: a wait, or the number of requests at a time.
fn load_words(progress: &CrawlStats, now: i64, asked_ms: Option<u32>) -> Option<String> {
    let asked_until = now + i64::from(asked_ms.unwrap_or_default());
    let until = progress.waits_until.max(asked_until);
    match (progress.at_once as u64, progress.slowed) {
        _ if asked_until > now => Some(messages::list::crawl_told_to_wait(&relative(until, now))),
        _ if until > now => Some(messages::list::crawl_waits(&relative(until, now))),
        (0, _) => None,
        (at_once, false) => Some(messages::list::requests_at_once(at_once)),
        (at_once, true) => Some(messages::list::requests_at_once_slowed(at_once)),
    }
}

/// Remaining time, rounded up to the precision of the estimate.
fn left_words(ms: i64) -> String {
    match ms.max(0).unsigned_abs() / 1_000 {
        0..10 => messages::list::few_seconds_left().to_owned(),
        10..50 => messages::list::less_than_minute_left().to_owned(),
        s @ 50..5_400 => messages::list::minutes_left((s + 30) / 60),
        s => messages::list::hours_left((s + 1_800) / 3_600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remaining_time_is_rounded() {
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
    fn a_wait_is_told_before_the_load() {
        let progress = CrawlStats { at_once: 4, ..CrawlStats::default() };
        let words = |progress: &CrawlStats, asked| load_words(progress, 1_000, asked);
        assert_eq!(words(&progress, None).as_deref(), Some("up to 4 requests at a time"));
        let slowed = CrawlStats { at_once: 1, slowed: true, ..progress };
        assert_eq!(
            words(&slowed, None).as_deref(),
            Some("1 request at a time, slowed down to spare the server")
        );
        let waiting = CrawlStats { waits_until: 21_000, ..progress };
        assert_eq!(words(&waiting, None).as_deref(), Some("goes on in 20 s, after a failure"));
        assert_eq!(
            words(&waiting, Some(60_000)).as_deref(),
            Some("goes on in 1 min, as the API asks to wait")
        );
        assert_eq!(words(&CrawlStats::default(), None), None);
    }

    #[test]
    fn progress_never_exceeds_the_total() {
        let progress = CrawlStats { seen: 120, of: Some(100), ..CrawlStats::default() };
        assert_eq!((percent(&progress), count_words(&progress)), (Some(100.0), "120 of 120".to_owned()));
        assert_eq!(percent(&CrawlStats::default()), None);
    }
}
