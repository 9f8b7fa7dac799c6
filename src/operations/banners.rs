//! What is wrong with the list as a whole, and the way out.

use super::query_handle::QueryHandle;
use crate::{
    api::{Problem, Way},
    coverage::{Misread, Unreadable},
    session::{use_catalogue, use_session},
    sync::{ListRequest, Live},
    time::{relative::age, use_now, use_zone},
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;

/// Stale data, parameters that can't be read, rows that can't be read.
#[component]
pub fn Banners(live: Live, ask: QueryHandle) -> impl IntoView {
    let zone = use_zone();
    let catalogue = use_catalogue().problems();
    let filtered = ask.part(|query| ListRequest::by(query) == ListRequest::Everything);
    view! {
        {stale(live)}
        {move || zone.problem().map(|words| view! { <Banner kind=BannerKind::Warning title=words /> })}
        {move || catalogue.get().into_iter().map(|words| view! { <Banner kind=BannerKind::Warning title=words /> }).collect_view()}
        <Misread problems=ask.part(|q| q.problems.clone()) on_remove=move |()| ask.choose(|q| q.problems.clear()) />
        // While everything is filtered, they match nothing; in a page of the API's own they stand as rows.
        {(move || filtered.get().then(|| view! {
            <Unreadable live one="row can't be read and is left out" many="rows can't be read and are left out" />
        })).into_any()}
    }
}

/// Says how old what is shown is, where the last refresh failed.
pub fn stale(live: Live) -> AnyView {
    // A token that is refused has a dialog of its own.
    let problem = Memo::new(move |_| {
        live.freshness.with(|f| f.problem.clone()).filter(|p| !matches!(p, Problem::Unauthorized(_)))
    });
    let have_rows =
        Memo::new(move |_| live.listing.with(|l| !l.rows.is_empty()) || live.as_of.with(Option::is_some));
    (move || problem.get().filter(|_| have_rows.get()).map(|problem| view! { <Stale live problem /> }))
        .into_any()
}

/// The last refresh failed; what is shown is of before.
#[component]
fn Stale(live: Live, problem: Problem) -> impl IntoView {
    let now = use_now();
    let old = move || match live.freshness.with(|f| f.answered_at).or(live.as_of.get()) {
        Some(at) => format!("What you see was true {}.", age(at, now.get().max(at))),
        None => "What you see is of an earlier answer.".to_owned(),
    };
    view! {
        <Banner kind=BannerKind::Warning title=problem.headline() actions=move || view! { <ProblemActions live /> }>
            <p>{problem.advice()} " " {old}</p>
        </Banner>
    }
}

/// The way out of the list's problem.
#[component]
pub fn ProblemActions(live: Live) -> impl IntoView {
    let session = use_session();
    let way = move || live.freshness.with(|f| f.problem.as_ref().map_or(Way::Retry, Problem::way));
    (move || match way() {
        Way::Reconnect => view! {
            <Button on_press=move |()| live.refresh()>"Try again"</Button>
            <Button on_press=move |()| session.sign_out()>"Change the connection"</Button>
        }
        .into_any(),
        _ => view! { <Button on_press=move |()| live.refresh()>"Try again"</Button> }.into_any(),
    })
    .into_any()
}
