//! Chips for filters that no control of the filter bar shows. Each removes its filter.

use crate::history_query::QueryHandle;
use crate::{
    route::ListQuery,
    session::find_group,
    time::intl::{Style, format_instant},
    ui::{Icon, IconName, visible_marks},
};
use leptos::prelude::*;
use messages::list_filters as text;

/// Chips for the device, the group, the period (named or by instants) and the time that the dates apply to.
#[component]
pub fn FilterChips(
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    let device = ask.part(|q| visible_marks(&q.device).into_owned());
    let group = ask.part(|q| match q.group.as_str() {
        "" => String::new(),
        name if find_group(name).is_some() => name.to_owned(),
        name => text::group_not_known(name),
    });
    let zone = ask.zone();
    let period = ask.part(move |q| match q.preset() {
        Some(preset) => preset.label().to_lowercase(),
        None => moments(q, &zone.name()),
    });
    // A date filter beside an instant stays.
    let any_time = move |()| {
        ask.choose(|q| {
            let (from, to) = q.moments();
            if from.is_some() || q.from.starts_with('@') {
                q.from.clear();
            }
            if to.is_some() {
                q.to.clear();
            }
        });
    };
    let of = ask.part(|q| if q.is_dated() { time_word(&q.date_of).to_owned() } else { String::new() });
    view! {
        <div class="filter-chips">
            {chip(text::chip_device(), device, Callback::new(move |()| ask.choose(|q| q.device.clear())))}
            {chip(text::chip_group(), group, Callback::new(move |()| ask.choose(|q| q.group.clear())))}
            {chip(text::chip_period(), period, Callback::new(any_time))}
            {chip(
                text::chip_date_of(),
                of,
                Callback::new(move |()| ask.choose(|q| q.date_of = ListQuery::default().date_of)),
            )}
        </div>
    }
}

/// Formats the bounds: "from 15 Jan, 10:00 before 16 Jan, 10:00".
fn moments(query: &ListQuery, zone: &str) -> String {
    let at = |ms: i64| format_instant(ms, zone, Style::Short);
    match query.moments() {
        (Some(from), Some(to)) => text::from_before(&at(from), &at(to)),
        (Some(from), None) => text::from(&at(from)),
        (None, Some(to)) => text::before(&at(to)),
        (None, None) => String::new(),
    }
}

/// Label of the time that the dates apply to; empty for the default.
fn time_word(name: &str) -> &'static str {
    match name {
        "started" => text::date_of_started(),
        "completed" => text::date_of_completed(),
        "created" => text::date_of_created(),
        "updated" => text::date_of_updated(),
        _ => "",
    }
}

fn chip(kind: &'static str, value: Memo<String>, remove: Callback<()>) -> AnyView {
    view! {
        <button
            type="button"
            class="filter-chip"
            title=text::remove_this_filter()
            hidden=move || value.read().is_empty()
            on:click=move |_| remove.run(())
        >
            <span class="visually-hidden">{text::remove_filter()} " "</span>
            <span class="muted">{kind} " "</span>
            <span class="filter-chip-value">{move || value.get()}</span>
            <Icon name=IconName::Close />
        </button>
    }
    .into_any()
}
