//! Number of selected rows, with a link to the list for the actions. A line of its own below the drawing, so that nothing moves.

use super::view::View;
use crate::{
    commands::{Command, use_commands},
    route::{ListQuery, Route},
    sync::{RowSelection, SelectedRows},
    ui::{IconButton, IconName},
};
use history::RowId;
use leptos::prelude::*;
use messages::timeline as text;

/// Empty if no row is selected.
#[component]
pub fn SelectionLine(view: View, query: Memo<ListQuery>) -> impl IntoView {
    let selection = view.sync.list.selection();
    let selected = selection.rows();
    let some = Memo::new(move |_| !selected.with(SelectedRows::is_empty));
    let counts = Memo::new(move |_| {
        let (from, to) = view.bounds();
        selected.with(|selected| {
            // Skip the search if nothing is selected.
            let seen = some.get().then(|| {
                view.chart.with(|chart| {
                    chart.within(from, to).filter(|(_, bar)| selected.has(RowId(bar.row))).count()
                })
            });
            (selected.len() as u64, seen.unwrap_or_default() as u64)
        })
    });
    let words = move || {
        let (all, seen) = counts.get();
        if seen == all { text::selected_count(all) } else { text::selected_in_sight(all, seen) }
    };
    let list = Memo::new(move |_| Route::Operations { query: query.get(), open: None }.href());
    view! {
        <Show when=move || some.get()>
            <section class="tl-selection" aria-label=text::selection()>
                <p class="tabular" role="status">
                    {words}
                </p>
                <a href=move || list.get()>{text::go_on_in_list()}</a>
                <Clear selection />
            </section>
        </Show>
    }
}

#[component]
fn Clear(selection: RowSelection) -> impl IntoView {
    let clear = move |()| selection.clear();
    use_commands().register(Command::ClearSelection, Callback::new(clear));
    view! { <IconButton label=text::clear_selection() icon=IconName::Close on_press=clear /> }
}
