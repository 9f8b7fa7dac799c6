//! The table before its first rows: the columns that will be there, and grey bars for the cells.

use crate::{operations::columns::Chosen, route::ListQuery};
use leptos::prelude::*;

const ROWS: usize = 12;

/// CSS shows it after 150 ms, so that a quick answer doesn't flash.
#[component]
pub fn WaitingTable(
    /// The query, which has the columns.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let chosen = query.with_untracked(Chosen::of);
    let row = |_| {
        let cells =
            chosen.columns().map(|column| view! { <td class=column.class.replace("col-", "cell-")></td> });
        view! {
            <tr class="ops-row">
                <td class="cell-check"></td>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <div class="ops-scroll">
            <p class="visually-hidden" role="status">
                {messages::list::loading_operations()}
            </p>
            <table
                class="ops-table skeleton"
                class:chosen=query.with_untracked(|query| !query.columns.is_empty())
                inert
            >
                <thead>
                    <tr>
                        <th class="col-check"></th>
                        {chosen
                            .columns()
                            .map(|column| view! { <th class=column.class>{(column.heading)()}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{(0..ROWS).map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
