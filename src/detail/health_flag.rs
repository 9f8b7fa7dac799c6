//! Shows a health problem of an operation beside its status.

use crate::{
    health,
    ui::{Icon, IconName},
};
use leptos::prelude::*;
use operation::Health;

/// "late", "stalled" or "overdue"; empty for a healthy operation.
#[component]
pub fn HealthFlag(
    /// The problem, if any.
    health: Memo<Option<Health>>,
) -> impl IntoView {
    (move || {
        health.get().map(|of| {
            view! {
                <span class=health::class(of) title=health::reason(of)>
                    <Icon name=IconName::Stalled />
                    {health::word(of)}
                    <span class="visually-hidden">{format!(": {}", health::reason(of))}</span>
                </span>
            }
            .into_any()
        })
    })
    .into_any()
}
