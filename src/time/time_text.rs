//! A moment on the page: relative to the server's clock; absolute with its zone on hover and for screen readers.

use leptos::prelude::*;

use super::intl::{Style, format_instant};
use super::iso;
use super::relative::relative;
use super::server_clock::use_server_now;
use super::zone::use_zone;

/// A moment in ms since the epoch; a dash if there is none.
#[component]
pub fn TimeText(
    /// The moment; `None` if it is not known or has not happened.
    #[prop(into)]
    ms: Signal<Option<i64>>,
) -> impl IntoView {
    let now = use_server_now();
    let zone = use_zone();
    // A memo, so that the DOM changes only when the text does.
    let words = Memo::new(move |_| ms.get().map(|at| relative(at, now.get())));
    let absolute = Memo::new(move |_| {
        let zone = zone.name();
        ms.get().map(|at| format!("{} ({zone})", format_instant(at, &zone, Style::Full)))
    });
    let known = Memo::new(move |_| ms.with(Option::is_some));
    (move || {
        if known.get() {
            view! {
                <time class="time" datetime=move || ms.get().map(iso::write) title=move || absolute.get()>
                    {move || words.get()}
                    <span class="visually-hidden">
                        {move || absolute.get().map(|text| format!(", {text}"))}
                    </span>
                </time>
            }
            .into_any()
        } else {
            view! { <span class="time time--none">"–"</span> }.into_any()
        }
    })
    .into_any()
}
