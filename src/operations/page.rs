//! The list page: filter bar, counts, table, footer, and the detail beside it.

use super::{
    banners::Banners,
    filter_bar::{Counts, Filters},
    footer::Footer,
    table::{OperationsTable, WaitingTable},
    tools::{Tool, ToolData},
    visible_rows::{VisibleRows, listed},
};
use crate::{
    detail::Detail,
    effect::effect,
    freshness::{FreshnessLine, ProblemActions},
    history_query::QueryHandle,
    idle::on_idle,
    lazy::LazyView,
    route::{ListQuery, Route, use_navigator},
    sync::{CrawlState, ListRequest, ListSync, LoadPolicy, SelectedRows, Sync, use_sync},
    ui::{EmptyState, IconName},
};
use leptos::prelude::*;

/// The list of operations, and the detail of the open one.
#[component]
pub fn OperationsPage() -> impl IntoView {
    let (sync, navigator, ask) = (use_sync(), use_navigator(), QueryHandle::here());
    let tools = expect_context::<LazyView<ToolData>>();
    let listed = listed(sync, ask);
    let open = Memo::new(move |_| match navigator.route().get() {
        Route::Operations { open, .. } => open,
        _ => None,
    });
    let request = Memo::new(move |_| ask.query().with(ListRequest::by));
    let needs_all = ask.part(ListQuery::needs_all);
    // A new request aborts calls and sends others.
    effect(move || sync.list.request(request.get()));
    effect(move || {
        let everything = request.with(|request| *request == ListRequest::Everything);
        let wait = everything && !needs_all.get();
        if wait && sync.list.listing().with(|listing| listing.request.is_some()) {
            // An endless list starts with the rows of the API, so the history can load when idle.
            on_idle(move || sync.crawl.open_history());
        } else if !wait
            && (everything
                || ask
                    .query()
                    .with(|query| query.is_filtered() || query.shows("group") || query.shows("reason")))
        {
            // The history chunk also resolves names and reasons, see `OperationStore::meanings`.
            sync.crawl.open_history();
        }
    });
    // While the history loads, the number would be announced again and again.
    let quiet = move || (sync.crawl.state().get() == CrawlState::Running).then_some("off");
    // Stop polling away from the list. The next visit requests it again.
    on_cleanup(move || sync.list.set_shown(Vec::new()));
    view! {
        <section class="page page-fill ops" class:has-detail=move || open.with(Option::is_some)>
            <header class="page-head">
                <h1>{messages::list::operations()}</h1>
                <FreshnessLine sync />
            </header>
            <div class="ops-body">
                <div class="ops-list">
                    <Filters sync ask />
                    <div class="ops-strip">
                        <Counts sync ask />
                        <Chips sync ask />
                        <p class="ops-match" role="status" aria-live=quiet data-testid="count">
                            {move || match_words(sync.list, &ask.query().read(), &listed.read())}
                        </p>
                    </div>
                    <Crawl sync ask needs_all />
                    <Banners sync ask />
                    <NewRows list=sync.list />
                    <Rows sync ask listed />
                    <Selected sync ask listed />
                    <Footer sync ask listed />
                </div>
                <Show when=move || open.with(Option::is_some)>
                    <Detail sync key=open />
                    // Registers commands only. Without its chunk, they are missing and nothing else is.
                    <div hidden>{tools.show_when_loaded((sync, ask, Tool::Neighbours(listed)))}</div>
                </Show>
            </div>
        </section>
    }
}

/// Chips for filters without a control in the bar. Until they are loaded, the button "Filters" counts them.
#[component]
fn Chips(sync: Sync, ask: QueryHandle) -> impl IntoView {
    let (tools, some) = (expect_context::<LazyView<ToolData>>(), ask.part(ListQuery::has_chips));
    view! { <Show when=move || some.get()>{tools.show_when_loaded((sync, ask, Tool::Chips))}</Show> }
}

/// Progress of the crawl, while it runs or after it stopped.
#[component]
fn Crawl(sync: Sync, ask: QueryHandle, needs_all: Memo<bool>) -> impl IntoView {
    let tools = expect_context::<LazyView<ToolData>>();
    let some = Memo::new(move |_| match sync.crawl.state().get() {
        CrawlState::Idle | CrawlState::Complete => {
            sync.crawl.as_of().with(Option::is_some) || sync.crawl.load_policy().get() == LoadPolicy::Never
        }
        _ => true,
    });
    view! { <Show when=move || some.get()>{tools.show_when_loaded((sync, ask, Tool::Crawl(needs_all)))}</Show> }
}

/// Actions for the selected rows, if any.
#[component]
fn Selected(sync: Sync, ask: QueryHandle, listed: Memo<VisibleRows>) -> impl IntoView {
    let tools = expect_context::<LazyView<ToolData>>();
    let some = Memo::new(move |_| !sync.list.selection().rows().with(SelectedRows::is_empty));
    view! {
        <Show when=move || some.get()>{tools.show_when_loaded((sync, ask, Tool::SelectedRows(listed)))}</Show>
    }
}

/// Formats the counts: "1,204 match of 45,120 loaded".
fn match_words(list: ListSync, query: &ListQuery, listed: &VisibleRows) -> String {
    let total = listed.total.filter(|_| listed.answered);
    let Some(total) = total else { return String::new() };
    let rows = listed.rows.len() as u64;
    match (query.is_filtered(), list.loaded()) {
        (false, (_, Some(count))) if query.is_endless() && rows < count => {
            messages::list::operations_of(rows, count)
        }
        (true, (known, _)) if query.id.is_empty() => messages::list::match_of_loaded(total, known as u64),
        _ => messages::list::operation_count(total),
    }
}

/// Announces new rows. They must not move the rows that someone is reading.
#[component]
fn NewRows(list: ListSync) -> impl IntoView {
    let new = Memo::new(move |_| {
        let shown = list.listing().get();
        list.waiting().with(|waiting| {
            waiting.as_ref().map(|w| w.rows.iter().filter(|row| !shown.rows.contains(row)).count())
        })
    });
    (move || {
        new.get().map(|new| {
            let words = match new {
                0 => messages::list::order_changed().to_owned(),
                n => messages::list::new_operations(n as u64),
            };
            view! {
                <div role="status">
                    <button type="button" class="ops-new" on:click=move |_| list.show_waiting()>
                        {words}
                    </button>
                </div>
            }
            .into_any()
        })
    })
    .into_any()
}

/// Whether to show the table, or what instead.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Table,
    Waiting,
    Failed,
    Empty,
}

#[component]
fn Rows(sync: Sync, ask: QueryHandle, listed: Memo<VisibleRows>) -> impl IntoView {
    let place = Memo::new(move |_| {
        let listed = listed.get();
        let failed = sync.list.freshness().with(|f| f.problem.is_some());
        let crawling =
            ask.query().with(ListQuery::needs_all) && sync.crawl.state().get() == CrawlState::Running;
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
        Place::Table => view! { <OperationsTable sync listed query=ask.query() on_sort=sort /> }.into_any(),
        Place::Waiting => view! { <WaitingTable query=ask.query() /> }.into_any(),
        Place::Failed => view! {
            <div class="ops-scroll">
                <Failed list=sync.list />
            </div>
        }
        .into_any(),
        Place::Empty => {
            let empty = tools.show((sync, ask, Tool::Empty(listed)), messages::list::loading());
            view! { <div class="ops-scroll">{empty}</div> }.into_any()
        }
    })
    .into_any()
}

#[component]
fn Failed(list: ListSync) -> impl IntoView {
    let problem = move || list.freshness().with(|f| f.problem.clone());
    let title = Signal::derive(move || problem().map(|p| p.headline()).unwrap_or_default());
    let text = Signal::derive(move || problem().map(|p| p.advice()).unwrap_or_default());
    view! { <EmptyState icon=IconName::Warning title text actions=move || view! { <ProblemActions list /> } /> }
}
