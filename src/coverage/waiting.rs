//! What stands in a page before there is an answer.

use crate::{
    sync::{CrawlState, Sync},
    ui::{Button, EmptyState, IconName, Skeleton},
};
use leptos::prelude::*;

/// The answer is on the way, or can't come.
#[component]
pub fn Waiting(
    /// Asks for it.
    sync: Sync,
    /// What is under way, for those who don't see the skeleton.
    label: &'static str,
) -> impl IntoView {
    let problem = Memo::new(move |_| sync.list.freshness().with(|f| f.problem.clone()));
    let failed = Memo::new(move |_| matches!(sync.crawl.state().get(), CrawlState::Failed(_)));
    (move || match problem.get() {
        // The banner above says why.
        _ if failed.get() => ().into_any(),
        Some(problem) => view! {
            <EmptyState icon=IconName::Warning title=problem.headline() text=problem.advice()
                actions=move || view! { <Button on_press=move |()| sync.list.refresh()>{messages::coverage::try_again()}</Button> } />
        }
        .into_any(),
        None => view! { <div class="page-body"><Skeleton rows=8 label /></div> }.into_any(),
    })
    .into_any()
}
