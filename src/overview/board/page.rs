//! The page "Live".

use super::{figures::FIGURES, full_screen::FullScreenButton, section::SectionView, taking::Board};
use crate::{
    coverage::{Misread, Waiting},
    detail::DetailData,
    freshness::{DeviceRefreshData, FreshnessLine, Stale, refresh_when_offline},
    history_query::resolve_now,
    idle::on_idle,
    lazy::LazyView,
    overview::{coverage::Coverage, watching::watch},
    route::{ListQuery, Route, use_navigator},
    session::failure_reason_keys,
    sync::{ListRequest, use_sync},
    time::{use_server_now, use_zone},
    ui::{Button, ButtonKind, EmptyState, IconName},
};
use leptos::prelude::*;
use messages::board as text;

/// The queries change once a minute, so that figures, rows and links don't change while someone reads them.
const MINUTE: i64 = 60_000;

/// Running, late, stalled, failed and upcoming operations.
#[component]
pub fn BoardPage() -> impl IntoView {
    let (sync, navigator, zone, now) = (use_sync(), use_navigator(), use_zone(), use_server_now());
    let query = Memo::new(move |_| match navigator.route().get() {
        Route::Live { query } => query,
        _ => ListQuery::default(),
    });
    let problems = Memo::new(move |_| query.with(|query| query.problems.clone()));
    let reasons = failure_reason_keys();
    let minute = Memo::new(move |_| now.get().div_euclid(MINUTE) * MINUTE);
    sync.list.request(ListRequest::Everything);
    sync.crawl.open_history();
    refresh_when_offline(sync.list);
    fetch_ahead();
    let board = Memo::new(move |_| {
        // Before the first answer, an empty list means nothing.
        let answered = sync.list.listing().with(|listing| listing.request.is_some());
        let (query, zone, minute) = (query.get(), zone.name(), minute.get());
        if !sync.store.has_history() {
            return None;
        }
        let board = sync.store.read(|known| {
            Some(Board::take(known.columns()?, &query, &reasons, minute, |query| resolve_now(query, &zone)))
        });
        board.filter(|board| answered || !board.is_empty)
    });
    // Computed once a minute: the values change too little for a recomputation with each answer.
    let past_durations = Memo::new(move |_| {
        minute.track();
        sync.crawl.state().track();
        match sync.store.has_history() {
            true => sync.store.peek(|known| known.past_durations()),
            false => Vec::new(),
        }
    });
    watch(
        sync,
        Memo::new(move |_| {
            board.with(|board| board.as_ref().map(|board| board.watched.clone()).unwrap_or_default())
        }),
    );
    let element = NodeRef::new();
    let place = Memo::new(move |_| board.with(|board| board.as_ref().map(|board| board.is_empty)));
    let remove = move |()| {
        let query = ListQuery { problems: Vec::new(), ..query.get_untracked() };
        navigator.go(Route::Live { query });
    };
    view! {
        <section class="page board" node_ref=element>
            <header class="page-head">
                <h1>{text::live()}</h1>
                <FreshnessLine sync />
                <FullScreenButton element />
            </header>
            <Misread problems on_remove=remove />
            <Stale sync />
            <Coverage sync />
            <About query />
            {move || match place.get() {
                None => view! { <Waiting sync label=text::loading_operations() /> }.into_any(),
                Some(true) => view! { <Empty /> }.into_any(),
                Some(false) => {
                    view! {
                        <div class="board-grid">
                            {FIGURES
                                .map(|figure| view! { <SectionView figure board past_durations /> })
                                .collect_view()}
                        </div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// Fetches what the page may show later. Elsewhere the first touch does so, but nobody touches a wall display, and a server may have
/// another version by then.
fn fetch_ahead() {
    let detail = expect_context::<LazyView<DetailData>>();
    let device_refresh = expect_context::<LazyView<DeviceRefreshData>>();
    on_idle(move || {
        detail.fetch();
        device_refresh.fetch();
    });
}

/// The filter of the board, if any.
#[component]
fn About(query: Memo<ListQuery>) -> impl IntoView {
    let navigator = use_navigator();
    let everything = move |_| navigator.go(navigator.route().get_untracked().to_live());
    (move || {
        query.with(|query| {
            let types = query.types.iter().cloned().reduce(|first, second| text::either(&first, &second));
            let types = types.map(|types| text::about_type(&types));
            let device = (!query.device.is_empty()).then(|| text::about_device(&query.device));
            let contained = (!query.text.is_empty()).then(|| text::about_text(&query.text));
            let conditions: Vec<String> = [types, device, contained].into_iter().flatten().collect();
            (!conditions.is_empty()).then(|| {
                view! {
                    <p class="board-about">
                        <span class="wrap-anywhere">{text::only_about(&conditions.join("; "))}</span>
                        " "
                        <button type="button" class="link-button" on:click=everything>
                            {text::show_everything()}
                        </button>
                    </p>
                }
                .into_any()
            })
        })
    })
    .into_any()
}

#[component]
fn Empty() -> impl IntoView {
    let navigator = use_navigator();
    let schedule = move |()| navigator.go(navigator.route().get_untracked().to_schedule(None));
    view! {
        <EmptyState
            icon=IconName::Calendar
            title=text::no_operations()
            text=text::no_operations_hint()
            actions=move || {
                view! {
                    <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=schedule>
                        {text::schedule_operation()}
                    </Button>
                }
            }
        />
    }
}
