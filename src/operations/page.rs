//! The list page: filter bar, counts, table, footer, and the detail beside it.

use super::{
    ask::Ask,
    banners::{Banners, ProblemActions},
    counts::Counts,
    crawl_progress::CrawlProgress,
    detail::Detail,
    filters::Filters,
    footer::Footer,
    freshness_line::FreshnessLine,
    listed::{Listed, listed},
    table::OperationsTable,
    words::{counted, grouped},
};
use crate::{
    route::{ListQuery, Route, use_navigator},
    sync::{Asked, CrawlState, Live, Seen, use_live},
    time::use_zone,
    ui::{Button, ButtonKind, EmptyState, IconName, Skeleton},
};
use leptos::prelude::*;

/// Every operation, and the open one.
#[component]
pub fn OperationsPage() -> impl IntoView {
    let (live, navigator, ask) = (use_live(), use_navigator(), Ask::new());
    let listed = listed(live, ask.query(), use_zone());
    let open = Memo::new(move |_| match navigator.route().get() {
        Route::Operations { open, .. } => open,
        _ => None,
    });
    let asked = Memo::new(move |_| ask.query().with(Asked::by));
    Effect::new(move |_| live.ask(asked.get()));
    Effect::new(move |_| {
        if ask.query().with(ListQuery::is_filtered) {
            live.want_whole();
        }
    });
    Effect::new(move |_| live.open(open.get()));
    Effect::new(move |_| {
        let known = |row: &Seen| match row {
            Seen::Known(row) => Some(*row),
            Seen::Unreadable(_) => None,
        };
        live.shows(listed.with(|l| l.rows.iter().filter_map(known).collect()));
    });
    // Away from the list nothing is polled for it, and the next visit asks anew.
    on_cleanup(move || {
        live.shows(Vec::new());
        live.open(None);
    });
    let needs_all = ask.part(ListQuery::needs_all);
    view! {
        <section class="page page-fill ops" class:has-detail=move || open.with(Option::is_some)>
            <header class="page-head">
                <h1>"Operations"</h1>
                <FreshnessLine live />
            </header>
            <div class="ops-body">
                <div class="ops-list">
                    <Filters live ask />
                    <div class="ops-strip">
                        <Counts live ask />
                        <p class="ops-match" role="status" data-testid="count">{move || match_words(live, &ask.query().read(), &listed.read())}</p>
                    </div>
                    <CrawlProgress live needs_all />
                    <Banners live ask />
                    <NewRows live />
                    <div class="ops-scroll" tabindex="0" role="region" aria-label="Table of operations" data-testid="ops-table">
                        <Rows live ask listed />
                    </div>
                    <Footer live ask listed />
                </div>
                <Show when=move || open.with(Option::is_some)>
                    <Detail live key=open />
                </Show>
            </div>
        </section>
    }
}

/// "1 204 match of 45 120".
fn match_words(live: Live, query: &ListQuery, listed: &Listed) -> String {
    let total = listed.total.filter(|_| listed.answered);
    let Some(total) = total else { return String::new() };
    match (query.is_filtered(), live.loaded()) {
        (true, (known, _)) if query.id.is_empty() => {
            format!("{} match of {} loaded", grouped(total), grouped(known as u64))
        }
        _ => counted(total, "operation", "operations"),
    }
}

/// What arrived while someone was reading; it must not push the rows.
#[component]
fn NewRows(live: Live) -> impl IntoView {
    let new = Memo::new(move |_| {
        let shown = live.listing.get();
        live.waiting.with(|waiting| {
            waiting.as_ref().map(|w| w.rows.iter().filter(|row| !shown.rows.contains(row)).count())
        })
    });
    move || {
        new.get().map(|new| {
            let words = match new {
                0 => "The order has changed: show it".to_owned(),
                n => format!("{}: show", counted(n as u64, "new operation", "new operations")),
            };
            view! {
                <div role="status">
                    <button type="button" class="ops-new" on:click=move |_| live.show_waiting()>
                        {words}
                    </button>
                </div>
            }
        })
    }
}

/// The table, or what stands in its place.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Table,
    Waiting,
    Failed,
    Empty,
}

#[component]
fn Rows(live: Live, ask: Ask, listed: Memo<Listed>) -> impl IntoView {
    let place = Memo::new(move |_| {
        let listed = listed.get();
        let failed = live.freshness.with(|f| f.problem.is_some());
        let crawling = ask.query().with(ListQuery::needs_all) && live.crawl.get() == CrawlState::Running;
        match (listed.rows.is_empty(), listed.answered) {
            (false, _) => Place::Table,
            (true, false) if failed => Place::Failed,
            (true, false) => Place::Waiting,
            (true, true) if crawling => Place::Waiting,
            (true, true) => Place::Empty,
        }
    });
    let sort =
        Callback::new(move |name: &'static str| ask.go(ask.query().with_untracked(|q| q.sorted_by(name))));
    move || match place.get() {
        Place::Table => view! { <OperationsTable live listed query=ask.query() on_sort=sort /> }.into_any(),
        Place::Waiting => view! { <Skeleton rows=12 label="Loading operations" /> }.into_any(),
        Place::Failed => view! { <Failed live /> }.into_any(),
        Place::Empty => view! { <Empty ask listed /> }.into_any(),
    }
}

#[component]
fn Failed(live: Live) -> impl IntoView {
    let problem = move || live.freshness.with(|f| f.problem.clone());
    let title = Signal::derive(move || problem().map(|p| p.headline()).unwrap_or_default());
    let text = Signal::derive(move || problem().map(|p| p.advice()).unwrap_or_default());
    view! { <EmptyState icon=IconName::Warning title text actions=move || view! { <ProblemActions live /> } /> }
}

/// No rows, and why: nothing yet, nothing matches, or past the end.
#[component]
fn Empty(ask: Ask, listed: Memo<Listed>) -> impl IntoView {
    let navigator = use_navigator();
    let clear = move |()| ask.go(ask.query().with_untracked(ListQuery::cleared));
    let first = move |()| ask.choose(|_| {});
    let schedule = move |()| navigator.go(navigator.route().get_untracked().to_schedule(None));
    move || {
        let query = ask.query().get();
        let text = query.text.trim().to_owned();
        let total = listed.with(|l| l.total.unwrap_or_default());
        if !query.id.is_empty() {
            return view! {
                <EmptyState icon=IconName::Search title=format!("No operation {}", query.id)
                    text="The API knows none of that id."
                    actions=move || view! { <Button on_press=clear>"Clear filters"</Button> } />
            }
            .into_any();
        }
        if query.page > 1 && total > 0 {
            return view! {
                <EmptyState icon=IconName::List title="This page is past the end"
                    text=format!("There are {}.", counted(total, "operation", "operations"))
                    actions=move || view! { <Button on_press=first>"To the first page"</Button> } />
            }
            .into_any();
        }
        if query.is_filtered() {
            let lookup = !text.is_empty() && !text.contains(char::is_whitespace);
            let id = text.clone();
            return view! {
                <EmptyState icon=IconName::Search title="No operation matches"
                    text="The filters look at everything that is loaded."
                    actions=move || {
                        let id = id.clone();
                        view! {
                            <Button on_press=clear>"Clear filters"</Button>
                            {lookup.then(|| {
                                let asked = id.clone();
                                let look = move |()| {
                                    let id = asked.clone();
                                    ask.go(ListQuery { id, ..ask.query().with_untracked(ListQuery::cleared) });
                                };
                                view! { <Button kind=ButtonKind::Quiet on_press=look>{format!("Ask the API for operation {id}")}</Button> }
                            })}
                        }
                    } />
            }
            .into_any();
        }
        view! {
            <EmptyState icon=IconName::Calendar title="No operations yet"
                text="What is scheduled appears here, and moves by itself."
                actions=move || view! {
                    <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=schedule>"Schedule operation"</Button>
                } />
        }
        .into_any()
    }
}
