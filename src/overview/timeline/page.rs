//! The page "Timeline".

use super::{
    about::About,
    bar::Bar,
    charting::{Typical, chart, typical},
    legend::Legend,
    selection_line::SelectionLine,
    stage::StageView,
    table::TableView,
    view::View,
    window::Window,
};
use crate::{
    coverage::{Misread, Waiting},
    detail::Detail,
    freshness::{FreshnessLine, Stale},
    history_query::resolve_now,
    overview::{coverage::Coverage, watching::watch},
    route::{ListQuery, Route, TimelineView, use_navigator},
    sync::{ListRequest, use_sync},
    time::now_ms,
    ui::{Button, ButtonKind, EmptyState, IconName, focus_target},
};
use gantt::{Chart, Phase};
use history::RowId;
use leptos::prelude::*;
use messages::timeline as words;
use std::sync::Arc;

const MINUTE: i64 = 60_000;
/// Of the time that passes, drawing up the bars anew takes a share of one in so many at most.
const SHARE: i64 = 20;

/// What ran and what comes, of each device.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let (sync, navigator, view) = (use_sync(), use_navigator(), View::new());
    let query = Memo::new(move |_| match navigator.route().get() {
        Route::Timeline { query, .. } => query,
        _ => ListQuery::default(),
    });
    let text = Memo::new(move |_| match navigator.route().get() {
        Route::Timeline { view, .. } => view,
        _ => TimelineView::default(),
    });
    let open = Memo::new(move |_| navigator.route().with(|route| route.open().cloned()));
    let problems = Memo::new(move |_| {
        let mut problems = query.with(|query| query.problems.clone());
        problems.extend(text.with(|text| Window::read(text).1));
        problems
    });
    sync.list.request(ListRequest::Everything);
    sync.crawl.open_history();
    Effect::new(move |_| sync.list.open(open.get()));
    on_cleanup(move || sync.list.open(None));
    let ready = RwSignal::new(false);
    charting(view, query, ready);
    watch(sync.list, running(view));
    let has_open = Memo::new(move |_| open.with(Option::is_some));
    Effect::new(move |before: Option<bool>| {
        let now = has_open.get();
        // Back where one came from.
        if before == Some(true) && !now {
            focus_target("timeline");
        }
        now
    });
    let opened = move |row: u32| {
        let route = navigator.route().get_untracked();
        navigator.go(route.with_open(Some(view.key(row))));
    };
    let remove = move |()| {
        let query = ListQuery { problems: Vec::new(), ..query.get_untracked() };
        let view = Window::read(&text.get_untracked()).0.write();
        navigator.go(Route::Timeline { query, view, open: open.get_untracked() });
    };
    let place = Memo::new(move |_| match ready.get() {
        false => Place::Waiting,
        true if view.chart.with(|chart| chart.is_empty()) => Place::Empty,
        true if view.asked.with(|window| window.table) => Place::Table,
        true => Place::Drawing,
    });
    view! {
        <section class="page page-fill ops tl" class:has-detail=move || has_open.get()>
            <header class="page-head">
                <h1>{words::timeline()}</h1>
                <FreshnessLine sync />
            </header>
            <div class="ops-body">
                <div class="ops-list">
                    <Bar view />
                    <Misread problems on_remove=remove />
                    <Stale sync />
                    <Coverage sync />
                    <Show when=move || matches!(place.get(), Place::Drawing | Place::Table)>
                        <About view query />
                    </Show>
                    {move || match place.get() {
                        Place::Waiting => view! { <Waiting sync label=words::loading_operations() /> }.into_any(),
                        Place::Empty => view! { <Empty view query /> }.into_any(),
                        Place::Table => view! { <TableView view /> }.into_any(),
                        Place::Drawing => view! { <StageView view on_open=opened /> <Legend /> }.into_any(),
                    }}
                    <SelectionLine view query />
                </div>
                <Show when=move || has_open.get()>
                    <Detail sync key=open />
                </Show>
            </div>
        </section>
    }
}

/// What stands below the controls.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Waiting,
    Empty,
    Table,
    Drawing,
}

/// Draws up the bars when what is known or asked has changed. Where that takes long, as with very many, it is done less often.
fn charting(view: View, query: Memo<ListQuery>, ready: RwSignal<bool>) {
    let sync = view.sync;
    let minute = Memo::new(move |_| view.now.get().div_euclid(MINUTE) * MINUTE);
    let typical: Memo<Typical> = Memo::new(move |_| {
        minute.track();
        sync.crawl.state().track();
        match sync.store.has_history() {
            true => sync.store.peek(|known| known.columns().map(typical)).unwrap_or_default(),
            false => Typical::default(),
        }
    });
    /// What was drawn up last: its question and generation, when, and how long it took.
    type Last = (Option<(ListQuery, String, u64, i64)>, i64, i64);
    Effect::new(move |before: Option<Last>| {
        let answered = sync.list.listing().with(|listing| listing.request.is_some());
        let (query, zone, minute) = (query.get(), view.zone.name(), minute.get());
        let Some(generation) = sync.store.read(|known| known.columns().map(|history| history.generation()))
        else {
            ready.set(false);
            return (None, 0, 0);
        };
        let asked = (query, zone, generation, minute);
        let (known, at, took) = before.unwrap_or((None, 0, 0));
        let began = now_ms();
        let same_question = known.as_ref().is_some_and(|known| known.0 == asked.0 && known.1 == asked.1);
        // When it is time again, the clock tells.
        let early = same_question && began - at < took * SHARE;
        if known.as_ref() == Some(&asked) || early {
            if early {
                view.now.track();
            }
            return (known, at, took);
        }
        let ListQuery { id, .. } = &asked.0;
        let question = resolve_now(&asked.0, &asked.1);
        let typical = typical.get();
        let drawn = sync.store.peek(|known| {
            known
                .columns()
                .map(|history| chart(history, &question, id.trim(), &typical, view.now.get_untracked()))
        });
        let drawn = drawn.unwrap_or_default();
        if answered || !drawn.is_empty() {
            ready.set(true);
        }
        if view.chart.with_untracked(|chart| **chart != drawn) {
            view.chart.set(Arc::new(drawn));
        }
        let ended = now_ms();
        (Some(asked), ended, ended - began)
    });
}

/// What runs: news of it are asked for, whatever page of the API it is on.
fn running(view: View) -> Memo<Vec<RowId>> {
    Memo::new(move |_| {
        view.chart.with(|chart| {
            let bars = chart.lanes().iter().flat_map(|lane| lane.bars());
            bars.filter(|bar| bar.phase == Phase::Running)
                .map(|bar| RowId(bar.row))
                .take(crate::overview::watching::MOST)
                .collect()
        })
    })
}

/// No bars, and why.
#[component]
fn Empty(view: View, query: Memo<ListQuery>) -> impl IntoView {
    let navigator = use_navigator();
    let filtered = Memo::new(move |_| query.with(|query| query.is_filtered() || !query.id.is_empty()));
    let everything = move |()| {
        let query =
            ListQuery { zone: query.with_untracked(|query| query.zone.clone()), ..ListQuery::default() };
        navigator.go(Route::Timeline { query, view: view.asked.get_untracked().write(), open: None });
    };
    let schedule = move |()| navigator.go(navigator.route().get_untracked().to_schedule(None));
    (move || {
        match (view.chart.with(|chart: &Arc<Chart>| chart.untimed()), filtered.get()) {
        (0, false) => view! {
            <EmptyState icon=IconName::Calendar title=words::no_operations() text=words::no_operations_hint()
                actions=move || view! { <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=schedule>{words::schedule_operation()}</Button> } />
        }.into_any(),
        (0, true) => view! {
            <EmptyState icon=IconName::Search title=words::no_match() text=words::no_match_hint()
                actions=move || view! { <Button on_press=everything>{words::show_everything()}</Button> } />
        }.into_any(),
        _ => view! {
            <EmptyState icon=IconName::Unknown title=words::nothing_to_draw() text=words::nothing_to_draw_hint() />
        }.into_any(),
    }
    }).into_any()
}
