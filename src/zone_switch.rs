//! The control for the time zone of all timestamps; always visible.

use crate::{
    effect::effect,
    idle::on_idle,
    route::Navigator,
    session::{BrowserStorage, use_session},
    time::{intl, use_zone},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// Name under which the choice is stored.
const ZONE: &str = "zone";

/// Puts the zone that was chosen last in this browser into an address that names none, as in a new tab.
pub fn recall_zone(navigator: Navigator) {
    let route = navigator.route().get_untracked();
    let kept = BrowserStorage::Browser.get(ZONE).filter(|name| route.zone().is_none() && intl::is_zone(name));
    if kept.is_some() {
        navigator.replace(route.with_zone(kept));
    }
}

/// Shows the current zone and writes the chosen one to the address.
#[component]
pub fn ZoneSwitch(
    /// Receives the choice.
    navigator: Navigator,
    /// Whether the first screen is shown.
    #[prop(into)]
    settled: Signal<bool>,
) -> impl IntoView {
    let (zone, session) = (use_zone(), use_session());
    // Browsers list more than 400 zones, which would delay the first screen. So the options are added when the browser is idle, or earlier on
    // hover or focus.
    let near = RwSignal::new(false);
    let come_near = move || near.set(true);
    effect(move || {
        if settled.get() {
            on_idle(come_near);
        }
    });
    let choose = move |event| {
        let name = event_target_value(&event);
        let usual = session.config().with_untracked(|config| config.time_zone.clone());
        let usual = if intl::is_zone(&usual) { usual } else { intl::browser_zone() };
        let zone = (name != usual).then_some(name);
        match &zone {
            None => BrowserStorage::Browser.forget(ZONE),
            Some(name) if BrowserStorage::Browser.put(ZONE, name) => {}
            Some(_) => leptos::logging::log!("the zone is not remembered: storage is not available"),
        }
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
            // Where the rail is narrow, it stands for the select, which the globe covers.
            <span class="rail-zone-name" aria-hidden="true">
                {move || short(&zone.name())}
            </span>
            <span class="visually-hidden">{messages::shell::zone_of_times()}</span>
            <select class="input select select-quiet" on:change=choose on:focus=move |_| come_near()>
                {options}
            </select>
        </label>
    }
}

/// The place in the name of a zone: "Buenos Aires".
fn short(zone: &str) -> String {
    // By bytes: the search of strings from their end would be in the first view for this alone.
    let start = zone.bytes().rposition(|byte| byte == b'/').map_or(0, |at| at + 1);
    zone.get(start..).unwrap_or(zone).chars().map(|c| if c == '_' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn place_of_a_zone_is_its_last_part() {
        assert_eq!(short("America/Argentina/Buenos_Aires"), "Buenos Aires");
        assert_eq!(short("UTC"), "UTC");
    }
}
