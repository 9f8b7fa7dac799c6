//! The controls of the window: earlier, now, later; zoom; drawing or table.

use super::{
    drawing::stretch_words,
    period_fields::PeriodFields,
    view::View,
    window::{Window, ZOOMS, length_words},
};
use crate::{
    time::intl::Browser,
    ui::{Button, IconButton, IconName},
};
use leptos::prelude::*;
use messages::timeline as text;

/// Share of the window that a button moves by.
const SHARE: f64 = 0.5;

/// All controls.
#[component]
pub fn Bar(view: View) -> impl IntoView {
    let go = move |change: fn(Window, i64) -> Window| {
        move |()| view.go(change(untrack(|| view.window()), view.now.get_untracked()))
    };
    let words = Memo::new(move |_| {
        let (from, to) = view.bounds();
        stretch_words(from, to, &view.zone.name(), &Browser)
    });
    let length = Memo::new(move |_| view.window().length);
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some((_, length)) = ZOOMS.iter().find(|(known, _)| *known == name) {
            view.go(Window { length: *length, ..untrack(|| view.window()) });
        }
    };
    let table = Memo::new(move |_| view.asked.with(|window| window.table));
    let toggle = move |_| {
        let window = untrack(|| view.window());
        view.go(Window { table: !window.table, ..window });
    };
    let hide_idle = Memo::new(move |_| view.asked.with(|window| window.hide_idle));
    let toggle_idle = move |_| {
        let window = untrack(|| view.window());
        view.go(Window { hide_idle: !window.hide_idle, ..window });
    };
    // A length that is no zoom level has an entry of its own.
    let own_length = move || {
        let length = length.get();
        ZOOMS.iter().all(|(_, zoom)| *zoom != length).then(|| {
            view! {
                <option value="" prop:selected=true>
                    {length_words(length)}
                </option>
            }
            .into_any()
        })
    };
    let following = Memo::new(move |_| view.window().at.is_none());
    view! {
        <div class="tl-bar">
            <div class="tl-move" role="group" aria-label=text::move_in_time()>
                <IconButton
                    label=text::earlier()
                    icon=IconName::ChevronLeft
                    on_press=go(|window, now| window.panned(-SHARE, now))
                />
                <Button disabled=following on_press=go(|window, _| Window { at: None, ..window })>
                    {text::now()}
                </Button>
                <IconButton
                    label=text::later()
                    icon=IconName::ChevronRight
                    on_press=go(|window, now| window.panned(SHARE, now))
                />
            </div>
            <div class="tl-move" role="group" aria-label=text::zoom()>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=text::zoom_out()
                    title=text::zoom_out()
                    on:click=move |_| go(|window, now| window.zoomed(-1, 0.5, now))(())
                >
                    "−"
                </button>
                <span class="select-frame">
                    <select class="input select" aria-label=text::time_in_sight() on:change=choose>
                        {own_length}
                        {ZOOMS
                            .map(|(name, zoom)| {
                                view! {
                                    <option value=name prop:selected=move || length.get() == zoom>
                                        {length_words(zoom)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </span>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=text::zoom_in()
                    title=text::zoom_in()
                    on:click=move |_| go(|window, now| window.zoomed(1, 0.5, now))(())
                >
                    "+"
                </button>
            </div>
            <PeriodFields view />
            <p class="tl-period tabular">{move || words.get()}</p>
            <div class="tl-move tl-form">
                // The table has no lanes, and so none of an idle device.
                <button
                    type="button"
                    class="button"
                    role="switch"
                    aria-checked=move || hide_idle.get().to_string()
                    hidden=move || table.get()
                    on:click=toggle_idle
                >
                    {text::hide_idle()}
                </button>
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || table.get().to_string()
                    on:click=toggle
                >
                    {text::as_table()}
                </button>
            </div>
        </div>
    }
}
