//! Counts by status above the list. Each count is a filter.

use crate::history_query::QueryHandle;
use crate::{
    sync::Sync,
    ui::{Icon, status_look},
};
use leptos::prelude::*;

const SHOWN: [&str; 4] = ["in_progress", "scheduled", "failed", "completed"];

/// Counts by status over the loaded rows, ignoring the status filter.
#[component]
pub fn Counts(sync: Sync, ask: QueryHandle) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let query = ask.query().with(|q| ask.question(q));
        sync.store.read(|history| history.facets(&query, 0)).statuses
    });
    let known = Memo::new(move |_| sync.list.has_data());
    let item = move |status: &'static str| {
        let look = status_look(status);
        let count = Memo::new(move |_| {
            counts.with(|all| all.iter().find(|(name, _)| name == status).map_or(0, |(_, count)| *count))
        });
        let chosen = Memo::new(move |_| ask.query().with(|q| q.statuses.as_slice() == [status]));
        let toggle = move |_| {
            let values = if chosen.get_untracked() { Vec::new() } else { vec![status.to_owned()] };
            ask.choose(|q| q.statuses = values);
        };
        view! {
            <li>
                <button
                    type="button"
                    class=format!("count {}", look.class)
                    aria-pressed=move || chosen.get().to_string()
                    on:click=toggle
                >
                    <Icon name=look.icon />
                    <b class="count-number">
                        {move || {
                            if known.get() { messages::number(count.get() as u64) } else { "…".to_owned() }
                        }}
                    </b>
                    <span class="count-word">{look.word}</span>
                </button>
            </li>
        }
    };
    // Mark counts over a part, so that they aren't read as counts over everything.
    let part = Memo::new(move |_| match sync.list.loaded() {
        (known, Some(count)) if (known as u64) < count => Some(messages::list::count_of_loaded(known as u64)),
        _ => None,
    });
    view! {
        <ul class="counts" aria-label=messages::list::counts_of_loaded()>
            {SHOWN.map(item).collect_view()}
            <li class="counts-part muted" hidden=move || part.with(Option::is_none)>
                {move || part.get()}
            </li>
        </ul>
    }
}
