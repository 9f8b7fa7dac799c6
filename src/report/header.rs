//! The controls in the header of the report: its days, its files and its print.

use super::{exporting::Exporting, exporting::Goal, printing::Printing, snapshot::Snapshot, writing::Kind};
use crate::{
    history_query::time_field,
    route::{ListQuery, Route, use_navigator},
    ui::{Button, IconName},
};
use leptos::prelude::*;
use messages::report as text;
use query::time_label;
use std::sync::Arc;

/// First and last day. A named period or a moment has no day; the head of the report says it.
#[component]
pub fn Days(query: Memo<ListQuery>) -> impl IntoView {
    let navigator = use_navigator();
    let field = move |label: &'static str, value: fn(&ListQuery) -> &str, set: fn(&mut ListQuery, String)| {
        let change = move |event| {
            let mut query = query.get_untracked();
            set(&mut query, event_target_value(&event));
            navigator.go(Route::Report { query });
        };
        view! {
            <label class="report-day">
                <span class="meta">{label}</span>
                <input
                    class="input"
                    type="date"
                    prop:value=move || query.with(|query| value(query).to_owned())
                    on:change=change
                />
            </label>
        }
    };
    let name = move || query.with(|query| time_label(time_field(&query.date_of)));
    view! {
        <div class="page-meta" role="group" aria-label=name>
            <span aria-hidden="true">{name}</span>
            {field(text::first_day(), |query| &query.from, ListQuery::set_from)}
            {field(text::last_day(), |query| &query.to, ListQuery::set_to)}
        </div>
    }
}

/// The buttons for the files and the print.
#[component]
pub fn Outputs(made: Signal<Option<Arc<Snapshot>>>, files: Exporting, printing: Printing) -> impl IntoView {
    let busy = move || files.running.with(Option::is_some);
    let nothing = Memo::new(move |_| busy() || made.with(Option::is_none));
    let no_rows =
        Memo::new(move |_| busy() || made.with(|made| made.as_ref().is_none_or(|made| made.rows.is_empty())));
    let save = move |kind| {
        if let Some(made) = made.get_untracked() {
            files.start(Goal::File(kind), made, || {});
        }
    };
    let print = move |()| {
        if let Some(made) = made.get_untracked() {
            printing.print(made);
        }
    };
    view! {
        <Button icon=IconName::Download disabled=no_rows on_press=move |()| save(Kind::Csv)>
            {text::export_csv()}
        </Button>
        <Button icon=IconName::Download disabled=no_rows on_press=move |()| save(Kind::JsonLines)>
            {text::export_json_lines()}
        </Button>
        <Button disabled=nothing on_press=print>
            {text::print()}
        </Button>
    }
}
