//! "From" and "To" of the window, in local time of the zone in force.

use super::{view::View, window::Window};
use crate::{
    time::{
        intl::Browser,
        local_input,
        zones::{Offsets, Resolved, resolve, wall_clock},
    },
    ui::pressed_key,
};
use chrono::Timelike;
use js_sys::Reflect;
use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};
use messages::timeline as text;
use wasm_bindgen::JsValue;

/// Both fields.
#[component]
pub fn PeriodFields(view: View) -> impl IntoView {
    view! {
        <div class="tl-move" role="group" aria-label=text::period()>
            <Bound view label=text::from() pick=|(from, _)| from change=Window::starting />
            <span aria-hidden="true">"–"</span>
            <Bound view label=text::until() pick=|(_, to)| to change=Window::ending />
        </div>
    }
}

#[component]
fn Bound(
    view: View,
    label: &'static str,
    /// The bound shown.
    pick: fn((i64, i64)) -> i64,
    /// Sets the bound; the last argument is the current time.
    change: fn(Window, i64, i64) -> Window,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    // The value stays while someone types, although the window may follow the clock.
    let value = Memo::new(move |before: Option<&String>| match (editing.get(), before) {
        (true, Some(before)) => before.clone(),
        _ => field_value(pick(view.bounds()), &view.zone.name(), &Browser),
    });
    // Browsers send `change` for each part of a date while it is typed, so it is taken at the end.
    let take = move |event: &Event| {
        let (typed, shown, zone) =
            (event_target_value(event), value.get_untracked(), untrack(|| view.zone.name()));
        match instant(&typed, &zone, &Browser) {
            _ if typed == shown => {}
            Some(at) => view.go(change(untrack(|| view.window()), at, view.now.get_untracked())),
            // Nothing to go by: the field shows the window again.
            None => {
                let target = event.target().map(JsValue::from).unwrap_or_default();
                drop(Reflect::set(&target, &"value".into(), &shown.into()));
            }
        }
        editing.set(false);
    };
    let key = move |event: KeyboardEvent| {
        if pressed_key(&event).as_deref() == Some("Enter") {
            take(&event);
        }
    };
    view! {
        <input
            class="input"
            type="datetime-local"
            aria-label=label
            prop:value=move || value.get()
            on:focus=move |_| editing.set(true)
            on:input=move |_| editing.set(true)
            on:blur=move |event| take(&event)
            on:keydown=key
        />
    }
}

/// The value of a field: local time to the minute; empty outside the calendar.
fn field_value(at: i64, zone: &str, offsets: &impl Offsets) -> String {
    let wall = wall_clock(offsets, zone, at).and_then(|wall| wall.with_second(0)?.with_nanosecond(0));
    wall.map(local_input::write).unwrap_or_default()
}

/// The instant of a typed local time. One that clocks skip means the change; of one that occurs twice, the first.
fn instant(typed: &str, zone: &str, offsets: &impl Offsets) -> Option<i64> {
    Some(match resolve(offsets, zone, local_input::parse(typed)?)? {
        Resolved::One(at) => at,
        Resolved::Gap { transition, .. } => transition,
        Resolved::Overlap { earlier, .. } => earlier,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{iso, zones::tests::Fake};

    #[test]
    fn fields_are_local_to_the_zone() {
        let at = iso::read("2026-01-10T21:30:40Z").unwrap();
        assert_eq!(field_value(at, "Europe/Berlin", &Fake), "2026-01-10T22:30");
        assert_eq!(field_value(i64::MAX, "UTC", &Fake), "");
        let read = |typed: &str| instant(typed, "Europe/Berlin", &Fake).map(iso::write);
        assert_eq!(read("2026-01-10T22:30").as_deref(), Some("2026-01-10T21:30:00Z"));
        assert_eq!(read("2026-03-29T02:30").as_deref(), Some("2026-03-29T01:00:00Z"), "skipped");
        assert_eq!(read("2026-10-25T02:30").as_deref(), Some("2026-10-25T00:30:00Z"), "the first of two");
        assert_eq!(read("soon"), None);
    }
}
