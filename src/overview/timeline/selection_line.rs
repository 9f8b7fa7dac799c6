//! How many rows are selected, as in the list: what to do with them stands there. In its own line below the drawing, so that nothing moves.

use super::view::View;
use crate::{
    commands::{Command, use_commands},
    route::{ListQuery, Route},
    sync::{RowSelection, SelectedRows},
    ui::{IconButton, IconName, grouped},
};
use history::RowId;
use leptos::prelude::*;

/// Nothing where no row is selected.
#[component]
pub fn SelectionLine(view: View, query: Memo<ListQuery>) -> impl IntoView {
    let selection = view.sync.list.selection();
    let selected = selection.rows();
    let some = Memo::new(move |_| !selected.with(SelectedRows::is_empty));
    let counts = Memo::new(move |_| {
        let (from, to) = view.bounds();
        selected.with(|selected| {
            // Without any, there is nothing to look for.
            let seen = some.get().then(|| {
                view.chart.with(|chart| {
                    chart.within(from, to).filter(|(_, bar)| selected.has(RowId(bar.row))).count()
                })
            });
            (selected.len(), seen.unwrap_or_default())
        })
    });
    let words = move || {
        let (all, seen) = counts.get();
        let all_words = format!("{} selected", grouped(all as u64));
        if seen == all {
            all_words
        } else {
            format!("{all_words}, {} of them in sight", grouped(seen as u64))
        }
    };
    let list = Memo::new(move |_| Route::Operations { query: query.get(), open: None }.href());
    view! {
        <Show when=move || some.get()>
            <section class="tl-selection" aria-label="Selection">
                <p class="tabular" role="status">{words}</p>
                <a href=move || list.get()>"Go on in the list"</a>
                <Clear selection />
            </section>
        </Show>
    }
}

#[component]
fn Clear(selection: RowSelection) -> impl IntoView {
    let clear = move |()| selection.clear();
    use_commands().register(Command::ClearSelection, Callback::new(clear));
    view! { <IconButton label="Clear selection" icon=IconName::Close on_press=clear /> }
}
