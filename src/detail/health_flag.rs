//! What is wrong with an operation, beside its status.

use crate::{
    operation::Health,
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// "late", "stalled" or "overdue"; nothing for a healthy operation.
#[component]
pub fn HealthFlag(
    /// What is wrong, if anything.
    health: Memo<Option<Health>>,
) -> impl IntoView {
    (move || {
        health.get().map(|health| {
            view! {
                <span class=health.class() title=health.reason()>
                    <Icon name=IconName::Stalled />
                    {health.word()}
                    <span class="visually-hidden">{format!(": {}", health.reason())}</span>
                </span>
            }
            .into_any()
        })
    })
    .into_any()
}
