//! The one zone for every timestamp; always in sight.

use crate::{
    idle::on_idle,
    route::Navigator,
    time::{intl, use_zone},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// Shows the zone in force and lets another be chosen, which then stands in the address.
#[component]
pub fn ZoneSwitch(
    /// Where the choice goes.
    navigator: Navigator,
    /// The first screen is there.
    #[prop(into)]
    settled: Signal<bool>,
) -> impl IntoView {
    let zone = use_zone();
    // Browsers know more than 400: the first screen is there sooner without them. A hand or the focus that comes first need not wait.
    let near = RwSignal::new(false);
    let come_near = move || near.set(true);
    Effect::new(move |_| {
        if settled.get() {
            on_idle(come_near);
        }
    });
    let choose = move |event| {
        let name = event_target_value(&event);
        let zone = (name != intl::browser_zone()).then_some(name);
        navigator.go(navigator.route().get_untracked().with_zone(zone));
    };
    let options = move || {
        let now = zone.name();
        let mut names = if near.get() { intl::zone_names() } else { Vec::new() };
        // One that the browser doesn't list, such as an alias in a shared address, is an option all the same.
        if !names.contains(&now) {
            names.insert(0, now.clone());
        }
        let option =
            |name: String| view! { <option value=name.clone() selected=name == now>{name.clone()}</option> };
        names.into_iter().map(option).collect_view()
    };
    view! {
        <label class="rail-zone-label" on:pointerenter=move |_| come_near()>
            <Icon name=IconName::Globe />
            <span class="visually-hidden">{messages::shell::zone_of_times()}</span>
            <select class="input select select-quiet" on:change=choose on:focus=move |_| come_near()>{options}</select>
        </label>
    }
}
