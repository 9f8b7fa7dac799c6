//! The table before its first rows: the columns that will be there, and grey bars for the cells.

use super::row_nodes::RowNodes;
use crate::{operations::columns::Chosen, route::ListQuery};
use leptos::{html, prelude::*};

const ROWS: usize = 12;

/// CSS shows it after 150 ms, so that a quick answer doesn't flash.
#[component]
pub fn WaitingTable(
    /// The query, which has the columns.
    query: Memo<ListQuery>,
) -> impl IntoView {
    let body = NodeRef::<html::Tbody>::new();
    let chosen = query.with_untracked(Chosen::of);
    Effect::new(move |_| {
        let Some(body) = body.get() else { return };
        let blank = RowNodes::blank(chosen);
        for row in (0..ROWS).filter_map(|_| blank.copy()) {
            // Can't fail for nodes created here.
            let _ = body.append_child(row.root());
        }
    });
    // The table that follows may take over the elements, and knows nothing of these rows.
    on_cleanup(move || {
        if let Some(body) = body.get_untracked() {
            body.set_text_content(None);
        }
    });
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
                <tbody node_ref=body></tbody>
            </table>
        </div>
    }
}
