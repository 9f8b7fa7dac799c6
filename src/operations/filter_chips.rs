//! What is asked that no control of the filter bar shows: each a button that takes it away.

use crate::history_query::QueryHandle;
use crate::{
    route::ListQuery,
    session::find_group,
    time::intl::{Style, format_instant},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// The device, the group, the period by name or by moments, and which time the dates are of.
#[component]
pub fn FilterChips(
    /// The address.
    ask: QueryHandle,
) -> impl IntoView {
    let device = ask.part(|q| q.device.clone());
    let group = ask.part(|q| match q.group.as_str() {
        "" => String::new(),
        name if find_group(name).is_some() => name.to_owned(),
        name => format!("{name} (not known here)"),
    });
    let zone = ask.zone();
    let period = ask.part(move |q| match q.from.strip_prefix('@') {
        Some(name) => name.replace('-', " "),
        None => moments(q, &zone.name()),
    });
    // A day beside a moment stays.
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
    let of = ask.part(|q| match q.is_dated() && q.date_of != ListQuery::default().date_of {
        true => q.date_of.clone(),
        false => String::new(),
    });
    view! {
        <div class="filter-chips">
            {chip("Device", device, Callback::new(move |()| ask.choose(|q| q.device.clear())))}
            {chip("Group", group, Callback::new(move |()| ask.choose(|q| q.group.clear())))}
            {chip("Period", period, Callback::new(any_time))}
            {chip("Date of", of, Callback::new(move |()| ask.choose(|q| q.date_of = ListQuery::default().date_of)))}
        </div>
    }
}

/// "from 15 Jan, 10:00 before 16 Jan, 10:00"
fn moments(query: &ListQuery, zone: &str) -> String {
    let (from, to) = query.moments();
    let words = [("from", from), ("before", to)]
        .into_iter()
        .filter_map(|(word, at)| Some(format!("{word} {}", format_instant(at?, zone, Style::Short))));
    words.collect::<Vec<_>>().join(" ")
}

fn chip(kind: &'static str, value: Memo<String>, remove: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="filter-chip" title="Remove this filter" hidden=move || value.read().is_empty()
            on:click=move |_| remove.run(())>
            <span class="visually-hidden">"Remove filter "</span>
            <span class="muted">{kind} ": "</span>
            <span class="filter-chip-value">{move || value.get()}</span>
            <Icon name=IconName::Close />
        </button>
    }
    .into_any()
}
