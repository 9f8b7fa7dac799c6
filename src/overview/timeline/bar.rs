//! The controls of the window: earlier, now, later; how much is in sight; drawing or table.

use super::{
    ticks::stretch_words,
    view::View,
    window::{Window, ZOOMS},
};
use crate::{
    time::intl::Browser,
    ui::{Button, IconButton, IconName},
};
use leptos::prelude::*;

/// A button moves by so much of what is in sight.
const SHARE: f64 = 0.5;

/// All of them.
#[component]
pub fn Bar(view: View) -> impl IntoView {
    let go = move |change: fn(Window, i64) -> Window| {
        move |()| view.go(change(untrack(|| view.window()), view.now.get_untracked()))
    };
    let words = Memo::new(move |_| {
        let (from, to) = view.bounds();
        stretch_words(from, to, &view.zone.name(), &Browser)
    });
    let zoom = Memo::new(move |_| view.window().zoom);
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(zoom) = ZOOMS.iter().position(|(known, ..)| *known == name) {
            view.go(Window { zoom, ..untrack(|| view.window()) });
        }
    };
    let table = Memo::new(move |_| view.asked.with(|window| window.table));
    let toggle = move |_| {
        let window = untrack(|| view.window());
        view.go(Window { table: !window.table, ..window });
    };
    let following = Memo::new(move |_| view.window().at.is_none());
    view! {
        <div class="tl-bar">
            <div class="tl-move" role="group" aria-label="Move in time">
                <IconButton label="Earlier" icon=IconName::ChevronLeft on_press=go(|window, now| window.panned(-SHARE, now)) />
                <Button disabled=following on_press=go(|window, _| Window { at: None, ..window })>"Now"</Button>
                <IconButton label="Later" icon=IconName::ChevronRight on_press=go(|window, now| window.panned(SHARE, now)) />
            </div>
            <div class="tl-move" role="group" aria-label="Zoom">
                <button type="button" class="icon-button" aria-label="Zoom out" title="Zoom out" on:click=move |_| go(|window, now| window.zoomed(-1, 0.5, now))(())>"−"</button>
                <span class="select-frame">
                    <select class="input select" aria-label="Time in sight" on:change=choose>
                        {ZOOMS.iter().enumerate().map(|(at, (name, word, _))| {
                            view! { <option value=*name prop:selected=move || zoom.get() == at>{*word}</option> }
                        }).collect_view()}
                    </select>
                </span>
                <button type="button" class="icon-button" aria-label="Zoom in" title="Zoom in" on:click=move |_| go(|window, now| window.zoomed(1, 0.5, now))(())>"+"</button>
            </div>
            <p class="tl-period tabular">{move || words.get()}</p>
            <button type="button" class="button tl-form" aria-pressed=move || table.get().to_string() on:click=toggle>"As a table"</button>
        </div>
    }
}
