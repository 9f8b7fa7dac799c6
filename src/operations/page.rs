//! The list page: filter bar, counts, table, footer, and the detail beside it.

use super::{
    banners::Banners,
    counts::Counts,
    filters::Filters,
    footer::Footer,
    table::OperationsTable,
    tools::{Tool, ToolData},
    visible_rows::{VisibleRows, listed},
    words::{counted, grouped},
};
use crate::{
    detail::Detail,
    freshness::{FreshnessLine, ProblemActions},
    history_query::QueryHandle,
    idle::on_idle,
    lazy::LazyView,
    route::{ListQuery, Route, use_navigator},
    sync::{CrawlState, ListRequest, Live, LoadPolicy, SelectedRows, use_live},
    ui::{EmptyState, IconName, Skeleton},
};
use leptos::prelude::*;

/// Every operation, and the open one.
#[component]
pub fn OperationsPage() -> impl IntoView {
    let (live, navigator, ask) = (use_live(), use_navigator(), QueryHandle::here());
    let listed = listed(live, ask);
    let open = Memo::new(move |_| match navigator.route().get() {
        Route::Operations { open, .. } => open,
        _ => None,
    });
    let asked = Memo::new(move |_| ask.query().with(ListRequest::by));
    let needs_all = ask.part(ListQuery::needs_all);
    Effect::new(move |_| live.ask(asked.get()));
    Effect::new(move |_| {
        let everything = asked.with(|asked| *asked == ListRequest::Everything);
        let wait = everything && !needs_all.get();
        if wait && live.listing.with(|listing| listing.asked.is_some()) {
            // The list that scrolls begins with the rows that the API gave; they come first.
            on_idle(move || live.want_whole());
        } else if !wait
            && (everything || ask.query().with(|query| query.is_filtered() || query.shows("group")))
        {
            // What names mean comes with it too: see `OperationStore::meanings`.
            live.want_whole();
        }
    });
    Effect::new(move |_| live.open(open.get()));
    // Away from the list nothing is polled for it, and the next visit asks anew.
    on_cleanup(move || {
        live.shows(Vec::new());
        live.open(None);
    });
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
                        <Chips live ask />
                        <p class="ops-match" role="status" data-testid="count">{move || match_words(live, &ask.query().read(), &listed.read())}</p>
                    </div>
                    <Crawl live ask needs_all />
                    <Banners live ask />
                    <NewRows live />
                    <Rows live ask listed />
                    <PickedRows live ask listed />
                    <Footer live ask listed />
                </div>
                <Show when=move || open.with(Option::is_some)>
                    <Detail live key=open />
                </Show>
            </div>
        </section>
    }
}

/// Those filters that no control of the bar shows; the button "Filters" counts them until they are here.
#[component]
fn Chips(live: Live, ask: QueryHandle) -> impl IntoView {
    let (tools, some) = (expect_context::<LazyView<ToolData>>(), ask.part(ListQuery::has_chips));
    view! { <Show when=move || some.get()>{tools.show_when_loaded((live, ask, Tool::Chips))}</Show> }
}

/// How far the rest of the history is, while it is fetched or where it was left.
#[component]
fn Crawl(live: Live, ask: QueryHandle, needs_all: Memo<bool>) -> impl IntoView {
    let tools = expect_context::<LazyView<ToolData>>();
    let some = Memo::new(move |_| match live.crawl.get() {
        CrawlState::Idle | CrawlState::Complete => {
            live.as_of.with(Option::is_some) || live.load_policy.get() == LoadPolicy::Never
        }
        _ => true,
    });
    view! { <Show when=move || some.get()>{tools.show_when_loaded((live, ask, Tool::Crawl(needs_all)))}</Show> }
}

/// What to do with rows that are picked, where any are.
#[component]
fn PickedRows(live: Live, ask: QueryHandle, listed: Memo<VisibleRows>) -> impl IntoView {
    let tools = expect_context::<LazyView<ToolData>>();
    let some = Memo::new(move |_| !live.picked.with(SelectedRows::is_empty));
    view! { <Show when=move || some.get()>{tools.show_when_loaded((live, ask, Tool::SelectedRows(listed)))}</Show> }
}

/// "1 204 match of 45 120".
fn match_words(live: Live, query: &ListQuery, listed: &VisibleRows) -> String {
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
    (move || {
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
    .into_any()
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
fn Rows(live: Live, ask: QueryHandle, listed: Memo<VisibleRows>) -> impl IntoView {
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
    let tools = expect_context::<LazyView<ToolData>>();
    let sort =
        Callback::new(move |name: &'static str| ask.go(ask.query().with_untracked(|q| q.sorted_by(name))));
    (move || match place.get() {
        Place::Table => view! { <OperationsTable live listed query=ask.query() on_sort=sort /> }.into_any(),
        Place::Waiting => {
            view! { <div class="ops-scroll"><Skeleton rows=12 label="Loading operations" /></div> }.into_any()
        }
        Place::Failed => view! { <div class="ops-scroll"><Failed live /></div> }.into_any(),
        Place::Empty => {
            let empty = tools.show((live, ask, Tool::Empty(listed)), "Loading");
            view! { <div class="ops-scroll">{empty}</div> }.into_any()
        }
    })
    .into_any()
}

#[component]
fn Failed(live: Live) -> impl IntoView {
    let problem = move || live.freshness.with(|f| f.problem.clone());
    let title = Signal::derive(move || problem().map(|p| p.headline()).unwrap_or_default());
    let text = Signal::derive(move || problem().map(|p| p.advice()).unwrap_or_default());
    view! { <EmptyState icon=IconName::Warning title text actions=move || view! { <ProblemActions live /> } /> }
}
