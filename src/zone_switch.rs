//! The control for the time zone of all timestamps; always visible.

use crate::{
    idle::on_idle,
    route::Navigator,
    time::{intl, use_zone},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// Shows the current zone and writes the chosen one to the address.
#[component]
pub fn ZoneSwitch(
    /// Receives the choice.
    navigator: Navigator,
    /// Whether the first screen is shown.
    #[prop(into)]
    settled: Signal<bool>,
) -> impl IntoView {
    let zone = use_zone();
    // Browsers list more than 400 zones, which would delay the first screen. So the options are added when the browser is idle, or earlier on
    // hover or focus.
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
        // A zone that the browser doesn't list, such as an alias in a shared address, is added as an option.
        if !names.contains(&now) {
            names.insert(0, now.clone());
        }
        let option = |name: String| {
            view! {
                <option value=name.clone() selected=name == now>
                    {name.clone()}
                </option>
            }
        };
        names.into_iter().map(option).collect_view()
    };
    view! {
        <label class="rail-zone-label" on:pointerenter=move |_| come_near()>
            <Icon name=IconName::Globe />
            <span class="visually-hidden">{messages::shell::zone_of_times()}</span>
            <select class="input select select-quiet" on:change=choose on:focus=move |_| come_near()>
                {options}
            </select>
        </label>
    }
}
