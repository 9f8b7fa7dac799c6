//! Conflicts that the API reported, each with a link to its operation and a button that removes its device.

use std::collections::HashSet;

use leptos::prelude::*;

use super::reported_conflict::ReportedConflict;
use crate::route::{ListQuery, Route, use_navigator};
use crate::time::intl::{Style, format_instant};
use crate::time::use_zone;
use crate::ui::{Button, visible_text};
use operation::OperationKey;

/// One line per conflict, in the zone of the page.
#[component]
pub fn ConflictList(
    /// The conflicts.
    #[prop(into)]
    conflicts: Signal<Vec<ReportedConflict>>,
    /// Removes a device from the form. Without it there are no buttons.
    #[prop(optional, into)]
    on_remove: Option<Callback<String>>,
) -> impl IntoView {
    let zone = use_zone().signal();
    let lines = move || {
        let mut devices = HashSet::new();
        let zone = zone.get();
        let line = |conflict: ReportedConflict| {
            let device = conflict.device_id.clone();
            // One button per device, however many operations are in its way.
            let first = device.filter(|id| devices.insert(id.clone()));
            let remove = on_remove.zip(first).map(|(remove, id)| {
                let label = messages::schedule_devices::remove_device(&visible_text(&id));
                view! { <Button on_press=move |()| remove.run(id.clone())>{label}</Button> }
            });
            view! {
                <li>
                    <span>{facts(conflict, &zone)}</span>
                    {remove}
                </li>
            }
        };
        conflicts.get().into_iter().map(line).collect_view()
    };
    view! {
        <ul
            class="conflicts"
            role="list"
            aria-label=messages::submit::conflicts()
            hidden=move || conflicts.with(Vec::is_empty)
        >
            {lines}
        </ul>
    }
}

/// The parts of a conflict that are known.
fn facts(conflict: ReportedConflict, zone: &str) -> AnyView {
    let ReportedConflict { device_id, operation_id, operation_type, starts, until, details } = conflict;
    let instant = |at: i64| format_instant(at, zone, Style::Short);
    let span = starts.map(|starts| match until {
        Some(until) => messages::submit::conflict_span(&instant(starts), &instant(until)),
        None => instant(starts),
    });
    let device = device_id.clone().unwrap_or_default();
    let text = |text: String| view! { <span>{text}</span> }.into_any();
    let mut parts: Vec<AnyView> = Vec::new();
    parts.extend(device_id.map(|id| view! { <span class="mono">{visible_text(&id)}</span> }.into_any()));
    parts.extend(operation_type.map(text));
    parts.extend(operation_id.map(|id| {
        let label = messages::submit::conflicting_operation(&id);
        view! { <a href=operation_link(id, device)>{label}</a> }.into_any()
    }));
    parts.extend(span.into_iter().chain(details).map(text));
    let separated = |(at, part)| {
        view! {
            {(at > 0).then_some(" · ")}
            {part}
        }
    };
    parts.into_iter().enumerate().map(separated).collect_view().into_any()
}

/// Address of an operation, in the zone of the page.
pub fn operation_link(id: String, device: String) -> String {
    let zone = use_navigator().route().with_untracked(|route| route.zone().map(str::to_owned));
    let query = ListQuery { zone, ..ListQuery::default() };
    Route::Operations { query, open: Some(OperationKey::new(id, device)) }.href()
}
