//! What is out of order with an operation, beside its status.

use super::row_data::RowData;
use crate::{
    time::use_server_now,
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// What is out of order, by the server's clock; nothing where nothing is.
#[component]
pub fn TroubleFlag(
    /// The operation.
    data: Memo<RowData>,
) -> impl IntoView {
    let now = use_server_now();
    let trouble = Memo::new(move |_| data.with(|d| d.trouble(now.get())));
    (move || {
        trouble.get().map(|trouble| {
            view! {
                <span class=trouble.class() title=trouble.why()>
                    <Icon name=IconName::Stalled />
                    {trouble.word()}
                    <span class="visually-hidden">{format!(": {}", trouble.why())}</span>
                </span>
            }
            .into_any()
        })
    })
    .into_any()
}
