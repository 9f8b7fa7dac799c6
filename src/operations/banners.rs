//! Banners for problems that affect the whole list, each with a way to fix it.

use crate::{
    coverage::{Misread, Unreadable},
    freshness::Stale,
    history_query::QueryHandle,
    session::use_catalogue,
    sync::{ListRequest, Sync},
    time::use_zone,
    ui::{Banner, BannerKind},
};
use leptos::prelude::*;

/// Warns about stale data, invalid parameters and unreadable rows.
#[component]
pub fn Banners(sync: Sync, ask: QueryHandle) -> impl IntoView {
    let zone = use_zone();
    let catalogue = use_catalogue().problems();
    let filtered = ask.part(|query| ListRequest::by(query) == ListRequest::Everything);
    view! {
        <Stale sync />
        {move || zone.problem().map(|words| view! { <Banner kind=BannerKind::Warning title=words /> })}
        {move || {
            catalogue
                .get()
                .into_iter()
                .map(|words| view! { <Banner kind=BannerKind::Warning title=words /> })
                .collect_view()
        }}
        <Misread
            problems=ask.part(|q| q.problems.clone())
            on_remove=move |()| ask.choose(|q| q.problems.clear())
        />
        // Only for filtered lists: there, unreadable rows match nothing. A page from the API shows them as rows.
        {(move || {
            filtered
                .get()
                .then(|| {
                    view! {
                        <Unreadable store=sync.store title=messages::coverage::unreadable_rows_left_out />
                    }
                })
        })
            .into_any()}
    }
}
