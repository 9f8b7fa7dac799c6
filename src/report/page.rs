//! The page "Report": takes the figures when they can be taken, and puts them together.

use super::{
    coverage::CoverageNotes,
    day_chart::DayChart,
    exporting::Exporting,
    figures::{ByDevice, ByStatus, ByType, Summary},
    files::Files,
    firmware_table::FirmwareTable,
    head::Head,
    printing::{PrintedRows, Printing},
    snapshot::{Coverage, Snapshot},
};
use crate::{
    commands::{Command, use_commands},
    coverage::{Misread, Waiting},
    history_query::resolve_now,
    route::{ListQuery, Route, use_navigator},
    sync::{CrawlState, ListRequest, SharedStore, Sync, use_sync},
    time::{intl::Browser, now_ms, use_zone},
    ui::{Button, EmptyState, IconButton, IconName},
};
use leptos::prelude::*;
use messages::report as text;
use std::sync::Arc;

/// The figures on the page, `None` until there are any.
type Made = RwSignal<Option<Arc<Snapshot>>>;

/// A report on what the address asks.
#[component]
pub fn ReportPage() -> impl IntoView {
    let (sync, navigator) = (use_sync(), use_navigator());
    let query = Memo::new(move |_| match navigator.route().get() {
        Route::Report { query } => query,
        _ => ListQuery::default(),
    });
    let made: Made = RwSignal::new(None);
    let files = Exporting::new(sync.store);
    let printing = Printing::new(files);
    // Reading everything again is more than the figures of what is here.
    let (renew, stale) = (RwSignal::new(0_u32), StoredValue::new(false));
    sync.list.request(ListRequest::Everything);
    sync.crawl.open_history();
    taking(sync, query, made, files, (renew, stale));
    let refresh = move |()| {
        stale.set_value(true);
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
                    <Button disabled=nothing on_press=print>{text::print()}</Button>
                </div>
            </header>
            <Misread problems on_remove=remove />
            <CoverageNotes sync made on_renew=Callback::new(move |()| renew.update(|n| *n += 1)) />
            {move || match made.get() {
                Some(now) => view! { <Body store=sync.store now made files printing /> }.into_any(),
                None => view! { <Waiting sync label=text::reading_history() /> }.into_any(),
            }}
        </section>
    }
}

/// Takes the figures: first when the history is read, or is not going to be; then for another question; then when somebody asks.
fn taking(
    sync: Sync,
    query: Memo<ListQuery>,
    made: Made,
    files: Exporting,
    (renew, stale): (RwSignal<u32>, StoredValue<bool>),
) {
    let zone = use_zone();
    Effect::new(move |renewed: Option<u32>| {
        let (query, zone) = (query.get(), zone.name());
        let now = renew.get();
        let set = |value| {
            files.cancel();
            files.forget_all();
            made.set(value);
        };
        if !sync.store.has_history() {
            if made.with_untracked(Option::is_some) {
                set(None);
            }
            return now;
        }
        let ended = sync.crawl.has_settled();
        let wanted = made.with_untracked(|before| match before {
            None => ended,
            Some(before) => {
                let other = before.query != query || before.zone != zone;
                let more = before.coverage.is_partial() || stale.get_value();
                other || renewed.is_some_and(|renewed| renewed != now) || (ended && more)
            }
        });
        if wanted {
            if ended {
                stale.set_value(false);
            }
            set(take(sync, &query, &zone));
        }
        now
    });
}

fn take(sync: Sync, query: &ListQuery, zone: &str) -> Option<Arc<Snapshot>> {
    let (loaded, count) = untrack(|| sync.list.loaded());
    let unreadable = sync.store.unreadable().with_untracked(Vec::len);
    // A crawl that was stopped or failed has not read to the end, whatever an earlier one did.
    let read_at = match sync.crawl.state().get_untracked() {
        CrawlState::Complete => sync.crawl.read_at().get_untracked(),
        _ => None,
    };
    let coverage = Coverage { loaded, count, unreadable, read_at };
    sync.store.peek(|known| {
        let history = known.columns()?;
        Some(Arc::new(Snapshot::take(history, (query, zone), coverage, now_ms(), &Browser, |query| {
            resolve_now(query, zone)
        })))
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
    let empty = now.rows.is_empty();
    let list = Route::Operations { query: now.query.clone(), open: None };
    let head = view! { <Head made=Arc::clone(&now) files /> };
    if empty {
        let navigator = use_navigator();
        let change = Callback::new(move |()| navigator.go(list.clone()));
        return view! {
            <div class="page-body">
                {head}
                <EmptyState icon=IconName::Search title=text::no_match()
                    text=text::no_match_hint()
                    actions=move || view! { <Button on_press=change>{text::change_filters()}</Button> } />
            </div>
        }
        .into_any();
    }
    view! {
        <div class="page-body report-body">
            {head}
            <Summary made=Arc::clone(&now) />
            <ByStatus made=Arc::clone(&now) />
            <ByDevice made=Arc::clone(&now) />
            <ByType made=Arc::clone(&now) />
            <DayChart made=Arc::clone(&now) />
            <Files made files />
            <FirmwareTable made=Arc::clone(&now) />
            <PrintedRows store made=now printing />
        </div>
    }
    .into_any()
}
