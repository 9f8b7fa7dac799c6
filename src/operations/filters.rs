//! The filter bar. Every control shows what the address asks and changes the address; none has a state of its own.

use super::ask::Ask;
use crate::{
    reactive::{CollectAny, Keyed, Memo, Shown},
    route::ListQuery,
    session::use_catalogue,
    sync::Live,
    time::calendar,
    ui::{Button, ButtonKind, Icon, IconName, Kbd, status_look},
};
use leptos::prelude::*;

const STATUSES: [&str; 6] = ["scheduled", "pending", "in_progress", "completed", "failed", "cancelled"];
const TIMES: [(&str, &str); 5] = [
    ("scheduled", "Scheduled"),
    ("started", "Started"),
    ("completed", "Completed"),
    ("created", "Created"),
    ("updated", "Updated"),
];

/// Searchbox, the look-up by id, Status, Type and dates.
#[component]
pub fn Filters(
    /// Knows which statuses and types have been seen.
    live: Live,
    /// The address.
    ask: Ask,
) -> impl IntoView {
    let catalogue = use_catalogue().catalogue();
    let seen = Memo::new(move |_| live.store.read(|history| history.facets(&history::Query::default(), 0)));
    let statuses = Signal::derive(move || {
        let known = STATUSES.map(str::to_owned).into_iter();
        let seen = seen.get().statuses.into_iter().map(|(status, _)| status);
        options(known.chain(seen), |status| status_look(status).word)
    });
    let types = Signal::derive(move || {
        let known = catalogue.with(|c| c.types.iter().map(|t| t.name.clone()).collect::<Vec<_>>());
        let seen = seen.get().types.into_iter().map(|(kind, _)| kind);
        options(known.into_iter().chain(seen), str::to_owned)
    });
    let narrowed = ask.part(|q| q.is_filtered() || !q.id.is_empty() || !q.problems.is_empty());
    view! {
        <search class="ops-toolbar">
            <SearchBox ask />
            <Lookup ask />
            <Choice id="filter-status" label="Status" options=statuses chosen=ask.part(|q| q.statuses.clone())
                on_change=move |values| ask.choose(|q| q.statuses = values) />
            <Choice id="filter-type" label="Type" options=types chosen=ask.part(|q| q.types.clone())
                on_change=move |values| ask.choose(|q| q.types = values) />
            <Dates ask />
            <Shown when=move || narrowed.get()>
                <Button kind=ButtonKind::Quiet icon=IconName::Close
                    on_press=move |()| ask.go(ask.query().with_untracked(ListQuery::cleared))>
                    "Clear filters"
                </Button>
            </Shown>
        </search>
    }
}

/// Each value once, in the order in which they come.
fn options(values: impl Iterator<Item = String>, word: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for value in values {
        if out.iter().all(|(known, _)| *known != value) {
            out.push((value.clone(), word(&value)));
        }
    }
    out
}

#[component]
fn SearchBox(ask: Ask) -> impl IntoView {
    let text = ask.part(|q| q.text.clone());
    view! {
        <div class="search">
            <Icon name=IconName::Search />
            <input
                class="input"
                id="search"
                type="search"
                aria-label="Search operations"
                placeholder="Search operations"
                autocomplete="off"
                spellcheck="false"
                data-testid="search"
                prop:value=move || text.get()
                on:input=move |event| ask.type_in(|q| q.text = event_target_value(&event))
            />
            <Kbd keys="/" />
        </div>
    }
}

/// The one filter that the API itself knows: it asks for that transaction alone.
#[component]
fn Lookup(ask: Ask) -> impl IntoView {
    let id = ask.part(|q| q.id.clone());
    view! {
        <div class="filter" class:filter-on=move || !id.read().is_empty()>
            <label for="filter-id">"Operation id"</label>
            <input
                class="input mono"
                id="filter-id"
                type="text"
                autocomplete="off"
                spellcheck="false"
                title="Asks the API for this operation, loaded or not. Press Enter."
                prop:value=move || id.get()
                on:change=move |event| ask.choose(|q| q.id = event_target_value(&event).trim().to_owned())
            />
        </div>
    }
}

/// A native select for the quick way: any, or one. Several at once come from a shared address, and are shown as such.
#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
    chosen: Memo<Vec<String>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let several =
        move || chosen.with(|values| (values.len() > 1).then(|| format!("{} chosen", values.len())));
    // A value of a shared address that no row has yet is an option all the same.
    let all = Memo::new(move |_| {
        let mut all = options.get();
        let missing = chosen.get().into_iter().filter(|value| all.iter().all(|(known, _)| known != value));
        all.extend(missing.collect::<Vec<_>>().into_iter().map(|value| (value.clone(), value)));
        all
    });
    let is_chosen =
        move |value: &str| chosen.with(|values| matches!(values.as_slice(), [one] if one == value));
    view! {
        <div class="filter" class:filter-on=move || !chosen.read().is_empty()>
            <label for=id>{label}</label>
            <span class="select-frame">
                <select
                    class="input select"
                    id=id
                    data-testid=id
                    on:change=move |event| {
                        let value = event_target_value(&event);
                        on_change.run(if value.is_empty() { Vec::new() } else { vec![value] });
                    }
                >
                    <option value="" prop:selected=move || chosen.read().is_empty()>"Any"</option>
                    {move || several().map(|words| view! { <option value="" selected disabled>{words}</option> }.into_any())}
                    <Keyed each=move || all.get() key=|(value, word)| format!("{value}\n{word}") let((value, word))>
                        <option value=value.clone() prop:selected={
                            let value = value.clone();
                            move || is_chosen(&value)
                        }>{word}</option>
                    </Keyed>
                </select>
            </span>
        </div>
    }
}

/// What a field for a day can show; a moment stands beside the counts.
fn day(text: &str) -> String {
    if calendar::day(text).is_some() { text.to_owned() } else { String::new() }
}

#[component]
fn Dates(ask: Ask) -> impl IntoView {
    let (from, to, of) =
        (ask.part(|q| day(&q.from)), ask.part(|q| day(&q.to)), ask.part(|q| q.date_of.clone()));
    let dated = ask.part(|q| !q.from.is_empty() || !q.to.is_empty());
    view! {
        <Day id="filter-from" label="From" value=from on_change=move |day| ask.choose(|q| q.from = day) />
        <Day id="filter-to" label="To" value=to on_change=move |day| ask.choose(|q| q.to = day) />
        <Shown when=move || dated.get()>
            <div class="filter">
                <label for="filter-date-of">"Date of"</label>
                <span class="select-frame">
                    <select class="input select" id="filter-date-of"
                        on:change=move |event| ask.choose(|q| q.date_of = event_target_value(&event))>
                        {TIMES.map(|(value, word)| {
                            view! { <option value=value prop:selected=move || of.get() == value>{word}</option> }
                        }).collect_any()}
                    </select>
                </span>
            </div>
        </Shown>
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
        <div class="filter" class:filter-on=move || !value.read().is_empty()>
            <label for=id>{label}</label>
            <input class="input" id=id type="date" prop:value=move || value.get()
                on:change=move |event| on_change.run(event_target_value(&event)) />
        </div>
    }
}
