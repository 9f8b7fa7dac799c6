//! The table itself: headings that sort, rows that keep their place.

use super::{
    columns::{COLUMNS, TableColumn},
    listed::Listed,
    row::{OperationRow, UnreadableRow},
};
use crate::{
    reactive::{CollectAny, Keyed, Memo},
    route::ListQuery,
    sync::{Live, Seen},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// The rows on the screen.
#[component]
pub fn OperationsTable(
    /// Where rows are known.
    live: Live,
    /// Which are shown.
    listed: Memo<Listed>,
    /// What is asked.
    query: Memo<ListQuery>,
    /// A heading was pressed.
    on_sort: Callback<&'static str>,
) -> impl IntoView {
    // Keyed by what the row is, so that a refresh moves and redraws what differs and leaves the rest, focus included, alone.
    let rows = move || {
        listed.with(|l| {
            let offset = l.offset;
            l.rows.iter().cloned().enumerate().map(|(at, row)| (offset + at + 1, row)).collect::<Vec<_>>()
        })
    };
    let place_of = move |row: Seen| {
        Signal::derive(move || {
            listed.with(|l| l.offset + 1 + l.rows.iter().position(|r| *r == row).unwrap_or_default())
        })
    };
    view! {
        <table class="ops-table" role="table" aria-label="Operations" aria-rowcount=move || row_count(&listed.read()).to_string()>
            <thead role="rowgroup">
                <tr role="row">
                    {COLUMNS.map(|column| view! { <Heading column query on_sort /> }).collect_any()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                <Keyed each=rows key=|(_, row)| row_key(row) let((_, row))>
                    {match row.clone() {
                        Seen::Known(id) => view! { <OperationRow row=id live place=place_of(row) /> }.into_any(),
                        Seen::Unreadable(row) => view! { <UnreadableRow row columns=COLUMNS.len() /> }.into_any(),
                    }}
                </Keyed>
            </tbody>
        </table>
    }
}

/// All rows that match, and the heading; -1 where that isn't known, as ARIA has it.
fn row_count(listed: &Listed) -> i64 {
    listed.total.and_then(|total| i64::try_from(total).ok()).map_or(-1, |total| total + 1)
}

fn row_key(row: &Seen) -> String {
    match row {
        Seen::Known(row) => row.0.to_string(),
        Seen::Unreadable(row) => format!("?{}{}", row.index, row.raw),
    }
}

#[component]
fn Heading(column: TableColumn, query: Memo<ListQuery>, on_sort: Callback<&'static str>) -> impl IntoView {
    let TableColumn { name, heading, class } = column;
    let order = Memo::new(move |_| {
        query.with(|q| q.sort.as_ref().filter(|s| s.column == name).map(|s| s.descending))
    });
    let aria = move || order.get().map(|descending| if descending { "descending" } else { "ascending" });
    view! {
        <th class=class role="columnheader" scope="col" aria-sort=aria>
            <button type="button" class="sort" on:click=move |_| on_sort.run(name)>
                {heading}
                {move || {
                    order.get().map(|descending| {
                        view! { <Icon name=if descending { IconName::ChevronDown } else { IconName::ChevronUp } /> }
                    })
                }}
            </button>
        </th>
    }
}
