//! The page "Report": takes the snapshot when the data is ready, and lays out the sections.

use super::{
    coverage::CoverageNotes,
    day_chart::DayChart,
    exporting::Exporting,
    figures::{ByDevice, ByStatus, ByType, Summary},
    files::Files,
    firmware_table::FirmwareTable,
    head::Head,
    printing::{PrintedRows, Printing},
    reasons::ReasonTable,
    snapshot::{Coverage, Snapshot},
};
use crate::{
    commands::{Command, use_commands},
    coverage::{Misread, Waiting},
    history_query::resolve_now,
    route::{ListQuery, Route, use_navigator},
    session::failure_reason_keys,
    sync::{CrawlState, ListRequest, SharedStore, Sync, use_sync},
    time::{intl::Browser, now_ms, use_zone},
    ui::{Button, EmptyState, IconButton, IconName},
};
use leptos::prelude::*;
use messages::report as text;
use std::sync::Arc;

/// The snapshot shown, `None` until there is one.
type Made = Signal<Option<Arc<Snapshot>>>;

/// Report for the query in the address.
#[component]
pub fn ReportPage() -> impl IntoView {
    let (sync, navigator) = (use_sync(), use_navigator());
    let query = Memo::new(move |_| match navigator.route().get() {
        Route::Report { query } => query,
        _ => ListQuery::default(),
    });
    let files = Exporting::new(sync.store);
    let printing = Printing::new(files);
    // Computing the figures again and reading the whole history again are separate requests; the second costs more.
    let (renewals, refreshes) = (RwSignal::new(0_u32), RwSignal::new(0_u32));
    sync.list.request(ListRequest::Everything);
    sync.crawl.open_history();
    let taken = taking(sync, query, renewals, refreshes);
    let made: Made = Signal::derive(move || taken.with(|taken| taken.figures.clone()));
    let refresh = move |()| {
        refreshes.update(|n| *n += 1);
        sync.crawl.load_all();
    };
    use_commands().register(Command::Refresh, Callback::new(refresh));
    let print = move |()| {
        if let Some(made) = made.get_untracked() {
            printing.print(made);
        }
    };
    let problems = Memo::new(move |_| query.with(|query| query.problems.clone()));
    let remove = move |()| {
        let query = ListQuery { problems: Vec::new(), ..query.get_untracked() };
        navigator.go(Route::Report { query });
    };
    let nothing = Memo::new(move |_| made.with(Option::is_none) || files.running.with(Option::is_some));
    view! {
        <section class="page report">
            <header class="page-head">
                <h1>{text::report()}</h1>
                <div class="page-actions">
                    <IconButton label=text::refresh() icon=IconName::Refresh on_press=refresh />
                    <Button disabled=nothing on_press=print>
                        {text::print()}
                    </Button>
                </div>
            </header>
            <Misread problems on_remove=remove />
            <CoverageNotes sync made on_renew=Callback::new(move |()| renewals.update(|n| *n += 1)) />
            {move || match made.get() {
                Some(now) => view! { <Body store=sync.store now made files printing /> }.into_any(),
                None => view! { <Waiting sync label=text::reading_history() /> }.into_any(),
            }}
        </section>
    }
}

/// The last snapshot and its triggers.
#[derive(Clone, Default)]
struct Taken {
    figures: Option<Arc<Snapshot>>,
    /// Value of the counter for new figures at that time.
    renewals: u32,
    /// Value of the counter for a new read of the history when it was last read completely.
    refreshes: u32,
}

impl Taken {
    /// Whether the snapshot has changed.
    fn is_other(before: Option<&Self>, now: Option<&Self>) -> bool {
        let figures = |taken: Option<&Self>| taken.and_then(|taken| taken.figures.as_ref()).map(Arc::as_ptr);
        figures(before) != figures(now)
    }
}

/// Takes a snapshot once the history is loaded or won't be, for a new query or zone, and on request.
fn taking(
    sync: Sync,
    query: Memo<ListQuery>,
    renewals: RwSignal<u32>,
    refreshes: RwSignal<u32>,
) -> Memo<Taken> {
    let zone = use_zone();
    let taken = move |before: Option<&Taken>| {
        let before = before.cloned().unwrap_or_default();
        let (query, zone, renewals) = (query.get(), zone.name(), renewals.get());
        if !sync.store.has_history() {
            return Taken { figures: None, renewals, ..before };
        }
        let ended = sync.crawl.has_settled();
        let refreshes = refreshes.get_untracked();
        let wanted = before.figures.as_ref().map_or(ended, |figures| {
            let other = figures.query != query || figures.zone != zone;
            let more = figures.coverage.is_partial() || before.refreshes != refreshes;
            other || before.renewals != renewals || (ended && more)
        });
        if !wanted {
            return Taken { renewals, ..before };
        }
        let refreshes = if ended { refreshes } else { before.refreshes };
        Taken { figures: take(sync, &query, &zone), renewals, refreshes }
    };
    Memo::new_with_compare(taken, Taken::is_other)
}

fn take(sync: Sync, query: &ListQuery, zone: &str) -> Option<Arc<Snapshot>> {
    let (loaded, count) = untrack(|| sync.list.loaded());
    let unreadable = sync.store.unreadable().with_untracked(Vec::len);
    // A stopped or failed crawl isn't complete, even if an earlier one was.
    let read_at = match sync.crawl.state().get_untracked() {
        CrawlState::Complete => sync.crawl.read_at().get_untracked(),
        _ => None,
    };
    let reasons = failure_reason_keys();
    let coverage = Coverage { loaded, count, unreadable, read_at };
    sync.store.peek(|known| {
        let history = known.columns()?;
        Some(Arc::new(Snapshot::take(
            history,
            (query, zone),
            coverage,
            now_ms(),
            &Browser,
            &reasons,
            |query| resolve_now(query, zone),
        )))
    })
}

#[component]
fn Body(
    store: SharedStore,
    now: Arc<Snapshot>,
    made: Made,
    files: Exporting,
    printing: Printing,
) -> impl IntoView {
    on_cleanup(move || files.forget_all());
    let empty = now.rows.is_empty();
    let list = Route::Operations { query: now.query.clone(), open: None };
    let head = view! { <Head made=Arc::clone(&now) files /> };
    if empty {
        let navigator = use_navigator();
        let change = Callback::new(move |()| navigator.go(list.clone()));
        return view! {
            <div class="page-body">
                {head}
                <EmptyState
                    icon=IconName::Search
                    title=text::no_match()
                    text=text::no_match_hint()
                    actions=move || view! { <Button on_press=change>{text::change_filters()}</Button> }
                />
            </div>
        }
        .into_any();
    }
    view! {
        <div class="page-body report-body">
            {head} <Summary made=Arc::clone(&now) /> <ByStatus made=Arc::clone(&now) />
            <ByDevice made=Arc::clone(&now) /> <ByType made=Arc::clone(&now) />
            <ReasonTable made=Arc::clone(&now) /> <DayChart made=Arc::clone(&now) /> <Files made files />
            <FirmwareTable made=Arc::clone(&now) /> <PrintedRows store made=now printing />
        </div>
    }
    .into_any()
}
