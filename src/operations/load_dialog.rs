//! When the rest of the history is fetched, and whether it is kept for the next visit.

use super::words::{counted, grouped};
use crate::{
    sync::{CrawlSync, LoadPolicy, Persistence, PersistenceStatus, Sync},
    time::{relative::age, use_now},
    ui::Dialog,
};
use leptos::prelude::*;

/// Both settings, which this browser remembers.
#[component]
pub fn LoadDialog(sync: Sync, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog id="loading" title="Loading and keeping" open on_close=move |()| open.set(false)>
            <When crawl=sync.crawl />
            <Keep persistence=sync.persistence />
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
                    <input type="radio" name="when-to-load" aria-describedby=hint_id.clone()
                        prop:checked=move || crawl.load_policy().get() == when on:change=move |_| choose(when) />
                    <span>{word}</span>
                </label>
                <p class="load-hint" id=hint_id>{hint}</p>
            </div>
        }
    };
    view! {
        <fieldset class="load-when">
            <legend>"Load the whole history"</legend>
            {LoadPolicy::ALL.map(option).collect_view()}
            {move || not_kept.get().then(|| view! {
                <p class="load-status" role="status">"This browser does not remember it: it holds until this page is closed."</p>
            }.into_any())}
        </fieldset>
    }
}

fn words(when: LoadPolicy) -> (&'static str, &'static str) {
    match when {
        LoadPolicy::Automatically => ("Automatically", "In the background, once the first rows are there."),
        LoadPolicy::WhenNeeded => ("When needed", "Once a filter, an order or a report asks for it."),
        LoadPolicy::Never => (
            "Never",
            "Filters, orders and reports see only what is loaded. \u{201c}Load all\u{201d} loads the rest by hand.",
        ),
    }
}

#[component]
fn Keep(persistence: Persistence) -> impl IntoView {
    let (keeps, now) = (RwSignal::new(persistence.is_enabled()), use_now());
    let change = move |event| {
        persistence.set_enabled(event_target_checked(&event));
        keeps.set(persistence.is_enabled());
    };
    let status = move || match persistence.status().get() {
        PersistenceStatus::Failed(words) => words.to_owned(),
        PersistenceStatus::Kept { rows, bytes, at } => {
            let rows = counted(rows as u64, "operation", "operations");
            format!("{rows} kept ({}), as of {}.", size_words(bytes), age(at, now.get().max(at)))
        }
        PersistenceStatus::Nothing if keeps.get() => {
            "Nothing is kept yet. It will be once all of the history is loaded.".to_owned()
        }
        PersistenceStatus::Nothing => "Nothing is kept.".to_owned(),
    };
    view! {
        <div class="load-keep">
            <label class="check">
                <input type="checkbox" aria-describedby="keep-hint" prop:checked=move || keeps.get() on:change=change />
                <span>"Keep the history on this computer"</span>
            </label>
            <p class="load-hint" id="keep-hint">
                "So that it is there at once next time. Anyone who uses this browser can read it. Signing out removes it; the token is not kept with it."
            </p>
            <p class="load-status" role="status">{status}</p>
        </div>
    }
}

/// "640 KB", "2.1 MB".
fn size_words(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", grouped(bytes.div_ceil(1_000) as u64)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        for (bytes, words) in
            [(1, "1 KB"), (640_000, "640 KB"), (999_999, "1\u{202f}000 KB"), (2_100_000, "2.1 MB")]
        {
            assert_eq!(size_words(bytes), words);
        }
    }
}
