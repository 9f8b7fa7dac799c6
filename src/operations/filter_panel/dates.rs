//! Date filters: which time, a named period or dates, and a histogram.

use super::histogram::Histogram;
use crate::history_query::QueryHandle;
use crate::{
    sync::SharedStore,
    time::intl::{Style, format_instant},
};
use leptos::prelude::*;
use messages::list_filters as text;
use query::Preset;

/// Name in the address and label of each time.
fn times() -> [(&'static str, &'static str); 5] {
    [
        ("scheduled", text::time_scheduled()),
        ("started", text::time_started()),
        ("completed", text::time_completed()),
        ("created", text::time_created()),
        ("updated", text::time_updated()),
    ]
}

const OFFERED: [Preset; 8] = [
    Preset::LastNight,
    Preset::Today,
    Preset::Yesterday,
    Preset::ThisWeek,
    Preset::ThisMonth,
    Preset::LastDays(7),
    Preset::LastDays(30),
    Preset::NextDays(7),
];

/// All date filters.
#[component]
pub fn Dates(store: SharedStore, ask: QueryHandle) -> impl IntoView {
    let of = ask.part(|q| q.date_of.clone());
    let from = ask.part(|q| if q.from.starts_with('@') { String::new() } else { q.from.clone() });
    let to = ask.part(|q| q.to.clone());
    let preset = ask.part(|q| q.preset());
    view! {
        <fieldset class="field-set">
            <legend>{text::date()}</legend>
            <div class="form-row panel-days">
                <div class="field">
                    <label class="field-label" for="panel-of">
                        {text::date_of()}
                    </label>
                    <span class="select-frame">
                        <select
                            class="input select"
                            id="panel-of"
                            on:change=move |event| ask.choose(|q| q.date_of = event_target_value(&event))
                        >
                            {times()
                                .map(|(value, word)| {
                                    view! {
                                        <option value=value prop:selected=move || of.get() == value>
                                            {word}
                                        </option>
                                    }
                                })
                                .collect_view()}
                        </select>
                    </span>
                </div>
                <Day
                    id="panel-first"
                    label=text::first_day()
                    value=from
                    on_change=move |day| ask.choose(|q| q.set_from(day))
                />
                <Day
                    id="panel-last"
                    label=text::last_day()
                    value=to
                    on_change=move |day| ask.choose(|q| q.set_to(day))
                />
            </div>
            <div class="presets" role="group" aria-label=text::periods()>
                {OFFERED
                    .map(|one| {
                        let on = Memo::new(move |_| preset.get() == Some(one));
                        let toggle = move |_| {
                            let next = if on.get_untracked() {
                                String::new()
                            } else {
                                format!("@{}", one.name())
                            };
                            ask.choose(|q| q.set_from(next));
                        };
                        view! {
                            <button
                                type="button"
                                class="filter-chip"
                                aria-pressed=move || on.get().to_string()
                                on:click=toggle
                            >
                                {one.label()}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="field-hint" role="status">
                {move || period_words(ask)}
            </p>
            <Histogram store ask />
        </fieldset>
    }
}

/// Bounds of the period, in the time zone in force.
fn period_words(ask: QueryHandle) -> String {
    let question = ask.query().with(|query| ask.question(query));
    let zone = ask.zone().name();
    let at = |ms: i64| format_instant(ms, &zone, Style::Short);
    if question.date.is_some_and(|date| date.is_reversed()) {
        return messages::list::period_reversed().to_owned();
    }
    match question.date.map(|date| (date.from, date.to)) {
        Some((Some(from), Some(to))) => text::period_from_until(&at(from), &at(to), &zone),
        Some((Some(from), None)) => text::period_from(&at(from), &zone),
        Some((None, Some(to))) => text::period_until(&at(to), &zone),
        _ => text::any_time(&zone),
    }
}

#[component]
fn Day(
    id: &'static str,
    label: &'static str,
    value: Memo<String>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
            </label>
            <input
                class="input"
                id=id
                type="date"
                prop:value=move || value.get()
                on:change=move |event| on_change.run(event_target_value(&event))
            />
        </div>
    }
}
