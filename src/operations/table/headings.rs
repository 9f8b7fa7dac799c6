//! The headings: one that selects all rows, and those that sort.

use crate::{
    operations::{columns::TableColumn, visible_rows::VisibleRows},
    route::{ListQuery, has_order},
    sync::{SelectedRows, Sync},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// Selects all rows of the page or of the endless list.
#[component]
pub fn SelectShown(
    /// Owner of the selection.
    sync: Sync,
    /// The rows shown.
    listed: Memo<VisibleRows>,
) -> impl IntoView {
    let state = Memo::new(move |_| {
        if sync.list.selection().rows().with(SelectedRows::is_empty) {
            return (false, false);
        }
        let (some, all) = listed.with(|listed| {
            let rows = listed.rows.known();
            (sync.list.selection().rows().with(|selected| selected.count_in(&rows)), rows.len())
        });
        (some == all && some > 0, some > 0)
    });
    let press = move |_| {
        let all = state.get_untracked().0;
        listed.with_untracked(|listed| sync.list.selection().set(&listed.rows.known(), !all));
    };
    view! {
        <th class="col-check" role="columnheader" scope="col">
            <label>
                <input
                    type="checkbox"
                    class="checkbox"
                    aria-label=messages::list::select_these_rows()
                    prop:checked=move || state.get().0
                    prop:indeterminate=move || !state.get().0 && state.get().1
                    on:change=press
                />
            </label>
        </th>
    }
}

/// Heading of a column.
#[component]
pub fn Heading(
    /// The column.
    column: TableColumn,
    /// The query, which has the order.
    query: Memo<ListQuery>,
    /// Called when the heading is pressed.
    on_sort: Callback<&'static str>,
) -> impl IntoView {
    let TableColumn { name, heading, class, .. } = column;
    let order = Memo::new(move |_| {
        query.with(|q| q.sort.as_ref().filter(|s| s.column == name).map(|s| s.descending))
    });
    let aria = move || order.get().map(|descending| if descending { "descending" } else { "ascending" });
    if !has_order(name) {
        return view! {
            <th class=class role="columnheader" scope="col">
                {heading()}
            </th>
        }
        .into_any();
    }
    view! {
        <th class=class role="columnheader" scope="col" aria-sort=aria>
            <button
                type="button"
                class="sort"
                data-testid=format!("sort-{name}")
                on:click=move |_| on_sort.run(name)
            >
                {heading()}
                {(move || {
                    order
                        .get()
                        .map(|descending| {
                            let arrow = if descending { IconName::ChevronDown } else { IconName::ChevronUp };
                            view! { <Icon name=arrow /> }.into_any()
                        })
                })
                    .into_any()}
            </button>
        </th>
    }
    .into_any()
}
