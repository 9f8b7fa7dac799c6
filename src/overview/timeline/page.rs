//! The page "Timeline".

use super::{
    about::About,
    bar::Bar,
    drawing::{Legend, StageView},
    selection_line::SelectionLine,
    table::TableView,
    view::View,
    window::Window,
};
use crate::{
    coverage::{Misread, Waiting},
    detail::Detail,
    freshness::{FreshnessLine, Stale, refresh_when_offline},
    overview::{coverage::Coverage, watching::watch},
    route::{ListQuery, Route, TimelineView, use_navigator},
    sync::{ListRequest, use_sync},
    ui::{Button, ButtonKind, EmptyState, IconName, focus_target},
};
use gantt::{Chart, Phase};
use history::RowId;
use leptos::prelude::*;
use messages::timeline as words;
use std::sync::Arc;

/// Past and upcoming operations of each device.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let (sync, navigator) = (use_sync(), use_navigator());
    let query = Memo::new(move |_| match navigator.route().get() {
        Route::Timeline { query, .. } => query,
        _ => ListQuery::default(),
    });
    let view = View::new(query);
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
    refresh_when_offline(sync.list);
    watch(sync, running(view));
    let has_open = Memo::new(move |_| open.with(Option::is_some));
    Effect::new(move |before: Option<bool>| {
        let now = has_open.get();
        // The detail was closed: return the focus to the timeline.
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
    let place = Memo::new(move |_| match view.ready.get() {
        false => Place::Waiting,
        true if view.all.with(|chart| chart.is_empty()) => Place::Empty,
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
                        Place::Waiting => {
                            view! { <Waiting sync label=words::loading_operations() /> }.into_any()
                        }
                        Place::Empty => view! { <Empty view query /> }.into_any(),
                        Place::Table => view! { <TableView view /> }.into_any(),
                        Place::Drawing => {
                            view! {
                                <StageView view on_open=opened />
                                <Legend />
                            }
                                .into_any()
                        }
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

/// What to show below the controls.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Waiting,
    Empty,
    Table,
    Drawing,
}

/// The running operations, polled on any page of the API.
fn running(view: View) -> Memo<Vec<RowId>> {
    Memo::new(move |_| {
        view.all.with(|chart| {
            let bars = chart.lanes().iter().flat_map(|lane| lane.bars());
            bars.filter(|bar| matches!(bar.phase, Phase::Running | Phase::Stalled))
                .map(|bar| RowId(bar.row))
                .take(crate::overview::watching::MOST)
                .collect()
        })
    })
}

/// Shown if there are no bars, with the reason.
#[component]
fn Empty(view: View, query: Memo<ListQuery>) -> impl IntoView {
    let navigator = view.navigator;
    let filtered = Memo::new(move |_| query.with(|query| query.is_filtered() || !query.id.is_empty()));
    let everything = move |()| view.filter(query.with_untracked(ListQuery::cleared));
    let schedule = move |()| navigator.go(navigator.route().get_untracked().to_schedule(None));
    (move || match (view.all.with(|chart: &Arc<Chart>| chart.untimed()), filtered.get()) {
        (0, false) => view! {
            <EmptyState
                icon=IconName::Calendar
                title=words::no_operations()
                text=words::no_operations_hint()
                actions=move || {
                    view! {
                        <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=schedule>
                            {words::schedule_operation()}
                        </Button>
                    }
                }
            />
        }
        .into_any(),
        (0, true) => view! {
            <EmptyState
                icon=IconName::Search
                title=words::no_match()
                text=words::no_match_hint()
                actions=move || view! { <Button on_press=everything>{words::show_everything()}</Button> }
            />
        }
        .into_any(),
        _ => view! {
            <EmptyState
                icon=IconName::Unknown
                title=words::nothing_to_draw()
                text=words::nothing_to_draw_hint()
            />
        }
        .into_any(),
    })
    .into_any()
}
