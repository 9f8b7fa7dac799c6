//! The banner above stale data, with the actions that may help.

use crate::{
    api::{Problem, Way, wait_left},
    session::use_session,
    sync::{ListSync, Sync},
    time::{
        relative::{age, relative},
        use_now,
    },
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;

/// Shows how old the data are if the last refresh failed.
#[component]
pub fn Stale(sync: Sync) -> impl IntoView {
    // A refused token has its own dialog.
    let problem = Memo::new(move |_| {
        sync.list.freshness().with(|f| f.problem.clone()).filter(|p| !matches!(p, Problem::Unauthorized(_)))
    });
    let have_rows = Memo::new(move |_| {
        sync.list.listing().with(|l| !l.rows.is_empty()) || sync.crawl.as_of().with(Option::is_some)
    });
    (move || problem.get().filter(|_| have_rows.get()).map(|problem| view! { <Failed sync problem /> }))
        .into_any()
}

/// The last refresh failed; the visible data are older.
#[component]
fn Failed(sync: Sync, problem: Problem) -> impl IntoView {
    let now = use_now();
    let old = move || match sync.list.freshness().with(|f| f.answered_at).or(sync.crawl.as_of().get()) {
        Some(at) => messages::freshness::true_at(&age(at, now.get().max(at))),
        None => messages::freshness::true_at_earlier_answer().to_owned(),
    };
    view! {
        <Banner
            kind=BannerKind::Warning
            title=problem.headline()
            actions=move || view! { <ProblemActions list=sync.list /> }
        >
            <p>{problem.advice()} " " {old}</p>
        </Banner>
    }
}

/// Actions for the problem of the list.
#[component]
pub fn ProblemActions(list: ListSync) -> impl IntoView {
    let session = use_session();
    let now = use_now();
    // Read each second: the end of the wait is set together with the problem.
    let wait = move || {
        let now = now.get();
        let left = wait_left(now)?;
        Some(messages::freshness::asked_again(&relative(now + i64::from(left), now)))
    };
    let way = move || list.freshness().with(|f| f.problem.as_ref().map_or(Way::Retry, Problem::way));
    let actions = move || match way() {
        Way::Reload => view! {
            <Button on_press=move |()| list.refresh()>{messages::freshness::try_again()}</Button>
            <Button on_press=move |()| reload()>{messages::freshness::reload_page()}</Button>
        }
        .into_any(),
        Way::Reconnect => view! {
            <Button on_press=move |()| list.refresh()>{messages::freshness::try_again()}</Button>
            <Button on_press=move |()| session.sign_out()>{messages::freshness::change_connection()}</Button>
        }
        .into_any(),
        _ => view! { <Button on_press=move |()| list.refresh()>{messages::freshness::try_again()}</Button> }
            .into_any(),
    };
    view! {
        <span class="muted">{wait}</span>
        {actions}
    }
    .into_any()
}

fn reload() {
    if window().location().reload().is_err() {
        leptos::logging::warn!("the page can't be loaded again");
    }
}
