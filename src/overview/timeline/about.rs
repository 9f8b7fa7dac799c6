//! What is drawn: how much, of what, and what isn't.

use super::{view::View, window::Window};
use crate::{
    route::{ListQuery, Route, asked_words},
    ui::{Button, ButtonKind, counted, grouped},
};
use leptos::prelude::*;

/// The line above the drawing.
#[component]
pub fn About(view: View, query: Memo<ListQuery>) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let (from, to) = view.bounds();
        view.chart.with(|chart| {
            let seen = chart.within(from, to).fold((0_u64, 0_u64), |(all, doubled), (_, bar)| {
                (all + 1, doubled + u64::from(bar.overlaps))
            });
            (seen, chart.len() as u64, chart.lanes().len() as u64, chart.untimed() as u64)
        })
    });
    let words = move || {
        let ((seen, doubled), all, devices, untimed) = counts.get();
        let overlap = match doubled {
            0 => String::new(),
            doubled => format!(", {} overlapping", grouped(doubled)),
        };
        let left_out = match untimed {
            0 => String::new(),
            untimed => format!(
                ". {} no time and can't be drawn",
                counted(untimed, "operation says", "operations say")
            ),
        };
        let devices = counted(devices, "device", "devices");
        format!(
            "{} of {} in sight{overlap}, on {devices}{left_out}.",
            grouped(seen),
            counted(all, "operation", "operations")
        )
    };
    let asked = Memo::new(move |_| query.with(|query| (!is_plain(query)).then(|| asked_words(query))));
    let list = Memo::new(move |_| Route::Operations { query: query.get(), open: None }.href());
    view! {
        <p class="tl-about">
            <span role="status" class="tabular">{words}</span>
            " "
            {move || asked.get().map(|words| view! { <span class="wrap-anywhere">{words} ". "</span> }.into_any())}
            <a href=move || list.get()>{move || if asked.with(Option::is_some) { "Edit filter" } else { "Add filter" }}</a>
        </p>
        <Nearest view />
    }
}

fn is_plain(query: &ListQuery) -> bool {
    !query.is_filtered() && query.id.is_empty()
}

/// Nothing is in sight: the way to where something is.
#[component]
fn Nearest(view: View) -> impl IntoView {
    let beside = Memo::new(move |_| {
        let (from, to) = view.bounds();
        view.chart.with(|chart| match chart.within(from, to).next() {
            None if !chart.is_empty() => Some(chart.beside(from, to)),
            _ => None,
        })
    });
    let to = move |at: i64| move |()| view.go(Window { at: Some(at), ..untrack(|| view.window()) });
    (move || {
        beside.get().map(|(before, after)| {
            let earlier = before.map(|at| view! { <Button kind=ButtonKind::Quiet on_press=to(at)>"To the last one before"</Button> });
            let later = after.map(|at| view! { <Button kind=ButtonKind::Quiet on_press=to(at)>"To the next one"</Button> });
            view! { <p class="tl-nearest">"Nothing in this time." {earlier} {later}</p> }.into_any()
        })
    }).into_any()
}
