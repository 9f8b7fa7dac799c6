//! What is asked that no control of the filter bar shows: each a button that takes it away.

use super::ask::Ask;
use crate::{
    reactive::Memo,
    route::ListQuery,
    session::find_group,
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// The device, the group, the period by name, and which time the dates are of.
#[component]
pub fn FilterChips(
    /// The address.
    ask: Ask,
) -> impl IntoView {
    let device = ask.part(|q| q.device.clone());
    let group = ask.part(|q| match q.group.as_str() {
        "" => String::new(),
        name if find_group(name).is_some() => name.to_owned(),
        name => format!("{name} (not known here)"),
    });
    let period =
        ask.part(|q| q.from.strip_prefix('@').map(|name| name.replace('-', " ")).unwrap_or_default());
    let of = ask.part(|q| match q.is_dated() && q.date_of != ListQuery::default().date_of {
        true => q.date_of.clone(),
        false => String::new(),
    });
    view! {
        <div class="filter-chips">
            {chip("Device", device, Callback::new(move |()| ask.choose(|q| q.device.clear())))}
            {chip("Group", group, Callback::new(move |()| ask.choose(|q| q.group.clear())))}
            {chip("Period", period, Callback::new(move |()| ask.choose(|q| q.from.clear())))}
            {chip("Date of", of, Callback::new(move |()| ask.choose(|q| q.date_of = ListQuery::default().date_of)))}
        </div>
    }
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
