//! What is wrong with the list as a whole, and the way out.

use super::ask::Ask;
use crate::{
    api::{Problem, Way},
    reactive::{CollectAny, Memo, dynamic},
    session::{use_catalogue, use_session},
    sync::{Asked, Live},
    time::{relative::age, use_now, use_zone},
    ui::{Banner, BannerKind, Button},
};
use leptos::prelude::*;

/// Stale data, parameters that can't be read, rows that can't be read.
#[component]
pub fn Banners(live: Live, ask: Ask) -> impl IntoView {
    let zone = use_zone();
    let catalogue = use_catalogue().problems();
    view! {
        {stale(live)}
        {move || zone.problem().map(|words| view! { <Banner kind=BannerKind::Warning title=words /> })}
        {move || catalogue.get().into_iter().map(|words| view! { <Banner kind=BannerKind::Warning title=words /> }).collect_any()}
        <Misread ask />
        <UnreadableElsewhere live />
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
    dynamic(move || problem.get().filter(|_| have_rows.get()).map(|problem| view! { <Stale live problem /> }))
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
    dynamic(move || match way() {
        Way::Reconnect => view! {
            <Button on_press=move |()| live.refresh()>"Try again"</Button>
            <Button on_press=move |()| session.sign_out()>"Change the connection"</Button>
        }
        .into_any(),
        _ => view! { <Button on_press=move |()| live.refresh()>"Try again"</Button> }.into_any(),
    })
}

/// Parameters of the address that can't be read: shown, not dropped.
#[component]
fn Misread(ask: Ask) -> impl IntoView {
    let problems = ask.part(|q| q.problems.clone());
    let dismiss = move |()| ask.choose(|q| q.problems.clear());
    dynamic(move || {
        problems.get().into_iter().next().map(|_| {
            let list = problems
                .get()
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join(", ");
            view! {
                <Banner kind=BannerKind::Warning title="A part of this address is not understood"
                    actions=move || view! { <Button on_press=dismiss>"Remove it"</Button> }>
                    <p>{list}</p>
                </Banner>
            }
        })
    })
}

/// While everything is filtered, rows that can't be read match nothing, but they exist.
#[component]
fn UnreadableElsewhere(live: Live) -> impl IntoView {
    let rows = live.store.unreadable();
    let filtered = move || live.listing.with(|l| l.asked == Some(Asked::Everything));
    dynamic(move || {
        let rows = rows.get();
        (filtered() && !rows.is_empty()).then(|| {
            let title = super::words::counted(rows.len() as u64, "row can't be read and is left out", "rows can't be read and are left out");
            view! {
                <Banner kind=BannerKind::Warning title=title>
                    <details>
                        <summary>"Raw JSON"</summary>
                        {rows.into_iter().take(20).map(|row| view! { <p>{row.why}</p> <pre class="code-text">{row.raw}</pre> }).collect_any()}
                    </details>
                </Banner>
            }
        })
    })
}
