//! The page "Report": takes the snapshot when the data is ready, and lays out the sections.

use super::{
    computation::{Stop, compute},
    coverage::CoverageNotes,
    day_chart::DayChart,
    exporting::Exporting,
    figures::{ByDevice, ByStatus, ByType, Summary},
    files::Files,
    firmware_table::FirmwareTable,
    head::Head,
    header::{Days, Outputs},
    printing::{PrintedRows, Printing},
    reasons::ReasonTable,
    snapshot::Snapshot,
};
use crate::{
    commands::{Command, use_commands},
    coverage::{Misread, Waiting},
    freshness::{Stale, refresh_when_offline},
    route::{ListQuery, Route, use_navigator},
    sync::{ListRequest, SharedStore, Sync, use_sync},
    time::use_zone,
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
    refresh_when_offline(sync.list);
    let made = taking(sync, query, renewals, refreshes);
    let refresh = move |()| {
        refreshes.update(|n| *n += 1);
        sync.crawl.load_all();
    };
    use_commands().register(Command::Refresh, Callback::new(refresh));
    let problems = Memo::new(move |_| query.with(|query| query.problems.clone()));
    let remove = move |()| {
        let query = ListQuery { problems: Vec::new(), ..query.get_untracked() };
        navigator.go(Route::Report { query });
    };
    view! {
        <section class="page report">
            <header class="page-head">
                <h1>{text::report()}</h1>
                <Days query />
                <div class="page-actions">
                    <IconButton label=text::refresh() icon=IconName::Refresh on_press=refresh />
                    <Outputs made files printing />
                </div>
            </header>
            <Misread problems on_remove=remove />
            <Stale sync />
            <CoverageNotes sync made on_renew=Callback::new(move |()| renewals.update(|n| *n += 1)) />
            {move || match made.get() {
                Some(now) => view! { <Body store=sync.store now files printing /> }.into_any(),
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

/// Takes a snapshot once the history is loaded or won't be, for a new query or zone, and on request. The one before stays until the next
/// is computed.
fn taking(sync: Sync, query: Memo<ListQuery>, renewals: RwSignal<u32>, refreshes: RwSignal<u32>) -> Made {
    let zone = use_zone();
    let taken = RwSignal::new(Taken::default());
    let running = StoredValue::new_local(Stop::default());
    Effect::new(move |_| {
        let (query, zone, renewals) = (query.get(), zone.name(), renewals.get());
        let stop = Stop::default();
        running.update_value(|running| std::mem::replace(running, Stop::clone(&stop)).set(true));
        if !sync.store.has_history() {
            taken.update(|taken| taken.figures = None);
            return;
        }
        let ended = sync.crawl.has_settled();
        let before = taken.get_untracked();
        let refreshes = refreshes.get_untracked();
        let wanted = before.figures.as_ref().map_or(ended, |figures| {
            let other = figures.query != query || figures.zone != zone;
            let more = figures.coverage.is_partial() || before.refreshes != refreshes;
            other || before.renewals != renewals || (ended && more)
        });
        if wanted {
            let refreshes = if ended { refreshes } else { before.refreshes };
            compute(sync, query, zone, stop, move |figures| {
                taken.set(Taken { figures: Some(Arc::new(figures)), renewals, refreshes });
            });
        }
    });
    on_cleanup(move || {
        running.try_update_value(|running| running.set(true));
    });
    Signal::derive(move || taken.with(|taken| taken.figures.clone()))
}

#[component]
fn Body(store: SharedStore, now: Arc<Snapshot>, files: Exporting, printing: Printing) -> impl IntoView {
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
            {head} <Files files /> <Summary made=Arc::clone(&now) /> <ByStatus made=Arc::clone(&now) />
            <ByDevice made=Arc::clone(&now) /> <ByType made=Arc::clone(&now) />
            <ReasonTable made=Arc::clone(&now) /> <DayChart made=Arc::clone(&now) />
            <FirmwareTable made=Arc::clone(&now) /> <PrintedRows store made=now printing />
        </div>
    }
    .into_any()
}
