//! Dialog for when to fetch the rest of the history and whether to keep it for the next visit.

use super::connection_note::ConnectionNote;
use crate::{
    sync::{CrawlSync, LoadPolicy, Persistence, PersistenceStatus, Sync},
    time::{relative::age, use_now},
    ui::Dialog,
};
use leptos::{ev, prelude::*};

/// Both settings are stored in this browser.
#[component]
pub fn LoadDialog(sync: Sync, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            id="loading"
            title=messages::list::loading_and_keeping()
            open
            on_close=move |()| open.set(false)
        >
            <When crawl=sync.crawl />
            <Keep persistence=sync.persistence />
            <ConnectionNote list=sync.list />
        </Dialog>
    }
}

#[component]
fn When(crawl: CrawlSync) -> impl IntoView {
    let not_kept = RwSignal::new(false);
    let choose = move |when| not_kept.set(!crawl.set_load_policy(when));
    let option = move |when: LoadPolicy| {
        let (word, hint) = words(when);
        let hint_id = format!("load-{}-hint", when.name());
        view! {
            <div class="load-choice">
                <label class="check">
                    <input
                        type="radio"
                        name="when-to-load"
                        aria-describedby=hint_id.clone()
                        prop:checked=move || crawl.load_policy().get() == when
                        on:change=move |_| choose(when)
                    />
                    <span>{word}</span>
                </label>
                <p class="load-hint" id=hint_id>
                    {hint}
                </p>
            </div>
        }
    };
    view! {
        <fieldset class="load-when">
            <legend>{messages::list::load_whole_history()}</legend>
            {LoadPolicy::ALL.map(option).collect_view()}
            {move || {
                not_kept
                    .get()
                    .then(|| {
                        view! {
                            <p class="load-status" role="status">
                                {messages::list::load_policy_not_remembered()}
                            </p>
                        }
                            .into_any()
                    })
            }}
        </fieldset>
    }
}

fn words(when: LoadPolicy) -> (&'static str, &'static str) {
    match when {
        LoadPolicy::Automatically => {
            (messages::list::load_automatically(), messages::list::load_automatically_hint())
        }
        LoadPolicy::WhenNeeded => {
            (messages::list::load_when_needed(), messages::list::load_when_needed_hint())
        }
        LoadPolicy::Never => (messages::list::load_never(), messages::list::load_never_hint()),
    }
}

#[component]
fn Keep(persistence: Persistence) -> impl IntoView {
    let (keeps, now) = (RwSignal::new(persistence.is_enabled()), use_now());
    let change = move |event| {
        persistence.set_enabled(event_target_checked(&event));
        keeps.set(persistence.is_enabled());
    };
    let changed = window_event_listener(ev::storage, move |_| {
        let enabled = persistence.is_enabled();
        if keeps.get_untracked() && !enabled {
            persistence.forget_saved();
        }
        keeps.set(enabled);
    });
    on_cleanup(move || changed.remove());
    let status = move || match persistence.status().get() {
        PersistenceStatus::Failed(words) => words.to_owned(),
        PersistenceStatus::Kept { rows, bytes, at } if keeps.get() => {
            let age = age(at, now.get().max(at));
            messages::list::kept_operations(rows as u64, &size_words(bytes), &age)
        }
        PersistenceStatus::Nothing if keeps.get() => messages::list::nothing_kept_yet().to_owned(),
        _ => messages::list::nothing_kept().to_owned(),
    };
    view! {
        <div class="load-keep">
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="keep-hint"
                    prop:checked=move || keeps.get()
                    on:change=change
                />
                <span>{messages::list::keep_history()}</span>
            </label>
            <p class="load-hint" id="keep-hint">
                {messages::list::keep_history_hint()}
            </p>
            <p class="load-status" role="status">
                {status}
            </p>
        </div>
    }
}

/// Formats a size: "640 KB", "2.1 MB".
fn size_words(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => messages::list::size_kilobytes(bytes.div_ceil(1_000) as u64),
        _ => messages::list::size_megabytes(&messages::tenths((bytes as u64 + 50_000) / 100_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_use_the_fitting_unit() {
        for (bytes, words) in [(1, "1 KB"), (640_000, "640 KB"), (999_999, "1,000 KB"), (2_100_000, "2.1 MB")]
        {
            assert_eq!(size_words(bytes), words);
        }
    }
}
