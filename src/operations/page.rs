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
    reactive::{Effect, Memo, Shown, dynamic},
    route::{ListQuery, Route, use_navigator},
    sync::{Asked, CrawlState, Live, use_live},
    time::{
        intl::{Style, format_instant},
        use_zone,
    },
    ui::{Button, ButtonKind, EmptyState, IconName, Skeleton},
};
use leptos::prelude::*;

/// Every operation, and the open one.
#[component]
pub fn OperationsPage() -> impl IntoView {
    let (live, navigator, ask) = (use_live(), use_navigator(), Ask::new());
    let zone = use_zone();
    let listed = listed(live, ask.query(), zone);
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
                        <p class="ops-match" role="status" data-testid="count">
                            {move || match_words(live, &ask.query().read(), &listed.read())}
                            {move || ask.query().with(|query| moment_words(query, &zone.name()))}
                        </p>
                    </div>
                    <CrawlProgress live needs_all />
                    <Banners live ask />
                    <NewRows live />
                    <Rows live ask listed />
                    <Footer live ask listed />
                </div>
                <Shown when=move || open.with(Option::is_some)>
                    <Detail live key=open />
                </Shown>
            </div>
        </section>
    }
}

/// ", scheduled from 15 Jan, 10:00", where moments are asked for: no control shows them.
fn moment_words(query: &ListQuery, zone: &str) -> String {
    let at = |word: &str, ms: Option<i64>| {
        ms.map(|ms| format!(" {word} {}", format_instant(ms, zone, Style::Short))).unwrap_or_default()
    };
    match query.moments() {
        (None, None) => String::new(),
        (from, to) => format!(", {}{}{}", query.date_of, at("from", from), at("before", to)),
    }
}

/// "1 204 match of 45 120".
fn match_words(live: Live, query: &ListQuery, listed: &Listed) -> String {
    let total = listed.total.filter(|_| listed.answered);
    let Some(total) = total else { return String::new() };
    let rows = listed.rows.len() as u64;
    match (query.is_filtered(), live.loaded()) {
        (false, (_, Some(count))) if query.is_endless() && rows < count => {
            format!("{} of {} operations", grouped(rows), grouped(count))
        }
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
    dynamic(move || {
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
            .into_any()
        })
    })
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
    dynamic(move || match place.get() {
        Place::Table => view! { <OperationsTable live listed query=ask.query() on_sort=sort /> }.into_any(),
        Place::Waiting => {
            view! { <div class="ops-scroll"><Skeleton rows=12 label="Loading operations" /></div> }.into_any()
        }
        Place::Failed => view! { <div class="ops-scroll"><Failed live /></div> }.into_any(),
        Place::Empty => view! { <div class="ops-scroll"><Empty ask listed /></div> }.into_any(),
    })
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
    let clear = Callback::new(move |()| ask.go(ask.query().with_untracked(ListQuery::cleared)));
    let first = Callback::new(move |()| ask.choose(|_| {}));
    let schedule = Callback::new(move |()| navigator.go(navigator.route().get_untracked().to_schedule(None)));
    dynamic(move || {
        let query = ask.query().get();
        let total = listed.with(|l| l.total.unwrap_or_default());
        let mut lookup = None;
        let (icon, title, text, (way, on_press)) = if !query.id.is_empty() {
            let title = format!("No operation {}", query.id);
            (IconName::Search, title, "The API knows none of that id.".to_owned(), ("Clear filters", clear))
        } else if query.page > 1 && total > 0 {
            let text = format!("There are {}.", counted(total, "operation", "operations"));
            (IconName::List, "This page is past the end".to_owned(), text, ("To the first page", first))
        } else if query.is_filtered() {
            // One word may be the id of an operation that isn't loaded.
            let word = query.text.trim();
            lookup = (!word.is_empty() && !word.contains(char::is_whitespace)).then(|| word.to_owned());
            let text = "The filters look at everything that is loaded.".to_owned();
            (IconName::Search, "No operation matches".to_owned(), text, ("Clear filters", clear))
        } else {
            let text = "What is scheduled appears here, and moves by itself.".to_owned();
            (IconName::Calendar, "No operations yet".to_owned(), text, ("Schedule operation", schedule))
        };
        let to_schedule = icon == IconName::Calendar;
        let actions = move || {
            let lookup = lookup.clone().map(|id| view! { <Lookup ask id /> });
            let button = match to_schedule {
                true => {
                    view! { <Button kind=ButtonKind::Primary icon=IconName::Plus on_press>{way}</Button> }
                        .into_any()
                }
                false => view! { <Button on_press>{way}</Button> }.into_any(),
            };
            view! { {button} {lookup} }
        };
        view! { <EmptyState icon title text actions /> }
    })
}

#[component]
fn Lookup(ask: Ask, id: String) -> impl IntoView {
    let words = format!("Ask the API for operation {id}");
    let look = move |()| {
        ask.go(ListQuery { id: id.clone(), ..ask.query().with_untracked(ListQuery::cleared) });
    };
    view! { <Button kind=ButtonKind::Quiet on_press=look>{words}</Button> }
}
