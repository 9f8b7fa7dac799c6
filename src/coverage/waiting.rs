//! Placeholder for a page before the first answer.

use crate::{
    freshness::ProblemActions,
    sync::{CrawlState, Sync},
    ui::{EmptyState, IconName, Skeleton},
};
use leptos::prelude::*;

/// A skeleton while the request is pending, or an error.
#[component]
pub fn Waiting(
    /// Sends the request.
    sync: Sync,
    /// Label of the skeleton for screen readers.
    label: &'static str,
) -> impl IntoView {
    let problem = Memo::new(move |_| sync.list.freshness().with(|f| f.problem.clone()));
    let failed = Memo::new(move |_| matches!(sync.crawl.state().get(), CrawlState::Failed(_)));
    (move || match problem.get() {
        // The banner above shows the reason.
        _ if failed.get() => ().into_any(),
        Some(problem) => view! {
            <EmptyState
                icon=IconName::Warning
                title=problem.headline()
                text=problem.advice()
                actions=move || view! { <ProblemActions list=sync.list /> }
            />
        }
        .into_any(),
        None => view! {
            <div class="page-body">
                <Skeleton rows=8 label />
            </div>
        }
        .into_any(),
    })
    .into_any()
}
