//! Everything known about one operation.

use super::{duration_text::duration_text, foot::Foot, health_flag::HealthFlag, steps::Timeline};
use crate::{
    commands::{Command, use_commands},
    health::{self, run},
    lazy::LazyView,
    route::{ListQuery, Route, use_navigator},
    session::failure_reason_keys,
    sync::{ListSync, Opened, SharedStore, Sync},
    time::{
        intl::{Style, format_instant},
        use_server_now, use_zone,
    },
    ui::{
        Button, CodeBlock, EmptyState, IconButton, IconName, JsonTree, ProgressBar, Skeleton, StatusBadge,
        device_label, status_look, visible_marks, visible_text,
    },
};
use catalogue::json;
use history::Observation;
use leptos::prelude::*;
use operation::{OperationKey, Stage, failure_reason, stage, time_left};
use wire::{Operation, Value};

/// Sync state and the operation.
pub type DetailData = (Sync, Memo<Operation>);

/// The detail of an operation. Returned by its lazy chunk.
pub fn detail((sync, operation): DetailData) -> AnyView {
    view! { <Known sync operation /> }.into_any()
}

/// The detail of the operation that is open in the address. Requests it while mounted.
#[component]
pub fn Detail(
    /// Source of the operation.
    sync: Sync,
    /// Key of the operation.
    key: Memo<Option<OperationKey>>,
) -> impl IntoView {
    Effect::new(move |_| sync.list.open(key.get()));
    on_cleanup(move || sync.list.open(None));
    let navigator = use_navigator();
    let known = expect_context::<LazyView<DetailData>>();
    let close = move |()| {
        let route = navigator.route().get_untracked();
        if let Some(open) = route.open() {
            navigator.go(route.with_open(None));
            focus_row(open);
        }
    };
    use_commands().register(Command::CloseDetail, Callback::new(close));
    let found = Memo::new(move |_| match sync.list.opened().get() {
        Some(Opened::Found(operation)) => Some(*operation),
        _ => None,
    });
    let has = Memo::new(move |_| found.with(Option::is_some));
    let id = Memo::new(move |_| {
        key.with(|k| k.as_ref().map(|k| visible_marks(&k.id).into_owned()).unwrap_or_default())
    });
    let sub = move || {
        found.with(|o| {
            o.as_ref().map(|o| [&visible_marks(&o.operation_type), " · ", &device_name(o)].concat())
        })
    };
    view! {
        <aside class="detail" aria-labelledby="detail-title">
            <header class="detail-head">
                <div class="detail-titles">
                    <h2 class="detail-title mono" id="detail-title" tabindex="-1">
                        {move || id.get()}
                    </h2>
                    <p class="detail-sub bidi">{sub}</p>
                </div>
                <IconButton label=messages::detail::close_detail() icon=IconName::Close on_press=close />
            </header>
            {move || match has.get() {
                true => {
                    known
                        .show(
                            (sync, Memo::new(move |_| found.get().unwrap_or_default())),
                            messages::detail::loading_detail(),
                        )
                }
                false => {
                    view! {
                        <div class="detail-body">
                            <NotKnown list=sync.list id />
                        </div>
                    }
                        .into_any()
                }
            }}
        </aside>
    }
}

#[component]
fn NotKnown(list: ListSync, id: Memo<String>) -> impl IntoView {
    (move || match list.opened().get() {
        Some(Opened::Missing) => view! {
            <EmptyState
                icon=IconName::Search
                title=messages::detail::no_such_operation()
                text=Signal::derive(move || messages::detail::no_such_operation_text(&id.read()))
            />
        }
        .into_any(),
        Some(Opened::Failed(problem)) => view! {
            <EmptyState
                icon=IconName::Warning
                title=problem.headline()
                text=problem.advice()
                actions=move || {
                    view! {
                        <Button on_press=move |()| list.refresh()>{messages::detail::try_again()}</Button>
                    }
                }
            />
        }
        .into_any(),
        _ => view! { <Skeleton rows=6 label=messages::detail::loading_operation() /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Known(sync: Sync, operation: Memo<Operation>) -> impl IntoView {
    let status = Memo::new(move |_| operation.with(|o| o.status.clone()));
    let progress = Memo::new(move |_| operation.with(|o| o.progress));
    let data = Memo::new(move |_| operation.with(|o| o.data.clone()));
    let raw = Memo::new(move |_| {
        operation.with(|o| json::format_text(&o.source).unwrap_or_else(|| o.source.clone()))
    });
    let problems = Memo::new(move |_| operation.with(problems_of));
    let keys = failure_reason_keys();
    let reason = Memo::new(move |_| {
        let reason = operation.with(|o| failure_reason(&o.status, &o.data, &keys));
        reason.map(|reason| messages::detail::failure_reason(&visible_text(&reason)))
    });
    let key = Signal::derive(move || operation.with(|o| OperationKey::new(o.id.clone(), o.device_key())));
    view! {
        <div class="detail-body">
            <div class="detail-now">
                <StatusBadge status />
                <Flag store=sync.store operation />
                {move || reason.get().map(|reason| view! { <p class="detail-reason bidi">{reason}</p> })}
                <ProgressBar
                    value=progress
                    label=messages::detail::progress()
                    class=Signal::derive(move || status_look(&status.read()).class.to_owned())
                />
                <Taken sync operation />
            </div>
            <section class="detail-section">
                <h3>{messages::detail::timeline()}</h3>
                <Timeline operation />
            </section>
            <section class="detail-section">
                <h3>{messages::detail::operation()}</h3>
                <Facts operation />
            </section>
            <section class="detail-section">
                <h3>"operation_data"</h3>
                {move || match data.with(String::is_empty) {
                    false => view! { <JsonTree text=data label="operation_data" /> }.into_any(),
                    true => view! { <p class="muted">{messages::detail::no_data()}</p> }.into_any(),
                }}
            </section>
            {move || {
                problems
                    .with(|p| !p.is_empty())
                    .then(|| {
                        view! {
                            <section class="detail-section">
                                <h3>{messages::detail::unreadable_parts()}</h3>
                                <ul>
                                    {problems
                                        .get()
                                        .into_iter()
                                        .map(|p| view! { <li>{p}</li> })
                                        .collect_view()}
                                </ul>
                            </section>
                        }
                            .into_any()
                    })
            }}
            <Related store=sync.store operation />
            <section class="detail-section">
                <h3>{messages::detail::raw()}</h3>
                <CodeBlock text=raw label="JSON" wrap=true />
            </section>
        </div>
        <Foot key />
    }
}

#[component]
fn Flag(store: SharedStore, operation: Memo<Operation>) -> impl IntoView {
    let now = use_server_now();
    let health = Memo::new(move |_| {
        let now = now.get();
        let find = |o: &Operation| {
            store.read(|known| {
                known.find(&o.id, o.device_key()).and_then(|row| health::of(&known.row(row), now))
            })
        };
        operation.with(find)
    });
    view! { <HealthFlag health /> }
}

/// Elapsed and estimated remaining time, from the same estimate as on the live board.
#[component]
fn Taken(sync: Sync, operation: Memo<Operation>) -> impl IntoView {
    let now = use_server_now();
    let kind = Memo::new(move |_| operation.with(|o| o.operation_type.clone()));
    let running = Memo::new(move |_| operation.with(|o| stage(&o.status) == Stage::Running));
    // Not recomputed with each answer: the values change too little.
    let past = Memo::new(move |_| {
        sync.crawl.state().track();
        let wanted = running.get() && sync.store.has_history();
        let all = if wanted { sync.store.peek(|known| known.past_durations()) } else { Vec::new() };
        kind.with(|kind| all.into_iter().find(|(name, _)| name == kind).map(|(_, past)| past))
    });
    let run = Memo::new(move |_| {
        operation.with(|o| {
            sync.store.read(|known| known.find(&o.id, o.device_key()).map(|row| run(&known.row(row))))
        })
    });
    let zone = use_zone();
    let words = Memo::new(move |_| {
        let now = now.get();
        let left = run.get().and_then(|run| time_left(&run, past.get(), now));
        let zone = zone.name();
        operation.with(|o| duration_text(o, left, now, |at| format_instant(at, &zone, Style::Full)))
    });
    (move || words.get().map(|words| view! { <p class="detail-eta">{words}</p> }.into_any())).into_any()
}

#[component]
fn Facts(operation: Memo<Operation>) -> impl IntoView {
    let facts = Memo::new(move |_| {
        operation.with(|o| {
            let all = [
                (messages::detail::id(), Some(o.id.clone())),
                (messages::detail::operation_type(), Some(o.operation_type.clone())),
                (messages::detail::device(), o.device_name.clone()),
                (messages::detail::device_id(), Some(o.device_id.clone()).filter(|id| !id.is_empty())),
                (messages::detail::serial(), o.device_serial.clone()),
                (messages::detail::priority(), o.priority.clone()),
            ];
            all.into_iter()
                .filter_map(|(term, fact)| Some((term.to_owned(), fact?)))
                .chain(unknown(o))
                .collect::<Vec<_>>()
        })
    });
    let fact = |(term, fact): (String, String)| {
        view! {
            <div>
                <dt>{term}</dt>
                <dd class="mono bidi">{visible_marks(&fact).into_owned()}</dd>
            </div>
        }
    };
    view! { <dl class="facts">{move || facts.get().into_iter().map(fact).collect_view()}</dl> }
}

/// Fields that aren't in the API's documentation.
fn unknown(operation: &Operation) -> Vec<(String, String)> {
    let Ok(document) = json::parse(&operation.extra_text) else {
        // A value that is too deep or out of range: the decoder has kept its text.
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        return operation.extra.iter().map(|(name, value)| (name.clone(), text(value))).collect();
    };
    let text = |node: &json::Node| node.as_str().unwrap_or(node.source(&operation.extra_text)).to_owned();
    let members = document.root.members().unwrap_or_default().iter();
    members.map(|member| (member.name.clone(), text(&member.value))).collect()
}

/// What could not be read, and names that stand there twice.
fn problems_of(operation: &Operation) -> Vec<String> {
    let mut problems = operation.problems.clone();
    if let Ok(document) = json::parse(&operation.source) {
        problems.extend(document.warnings.into_iter().map(|warning| warning.message));
    }
    problems
}

/// Another operation of the same device.
#[derive(Clone, PartialEq)]
struct Sibling {
    key: OperationKey,
    operation_type: String,
    status: String,
    scheduled_at: Option<i64>,
}

impl Sibling {
    fn of(row: &Observation<'_>) -> Self {
        Self {
            key: OperationKey::new(row.id, row.device_key()),
            operation_type: row.operation_type.to_owned(),
            status: row.status.to_owned(),
            scheduled_at: row.scheduled_at,
        }
    }
}

/// Other operations of the device, among the loaded ones.
#[component]
fn Related(store: SharedStore, operation: Memo<Operation>) -> impl IntoView {
    const SHOWN: usize = 5;
    let navigator = use_navigator();
    let device = Memo::new(move |_| operation.with(|o| o.device_id.clone()));
    let id = Memo::new(move |_| operation.with(|o| o.id.clone()));
    let others = Memo::new(move |_| {
        let query = history::Query { devices: vec![device.get()], ..Default::default() };
        store.read(|history| {
            let rows = history.select(&query);
            let views = rows.rows().iter().map(|row| Sibling::of(&history.row(*row)));
            views.filter(|row| id.with(|id| row.key.id != *id)).take(SHOWN).collect::<Vec<_>>()
        })
    });
    let link = move |row: Sibling| {
        let route = navigator.route().get_untracked().with_open(Some(row.key));
        view! {
            <li>
                <a class="related-link" href=route.href()>
                    <StatusBadge status=row.status />
                    <span>{visible_marks(&row.operation_type).into_owned()}</span>
                    <crate::time::TimeText ms=Signal::stored(row.scheduled_at) />
                </a>
            </li>
        }
    };
    let all = move || {
        let zone = navigator.route().with(|r| r.zone().map(str::to_owned));
        let query = ListQuery { device: device.get(), zone, ..ListQuery::default() };
        Route::Operations { query, open: None }.href()
    };
    view! {
        <section class="detail-section" hidden=move || device.read().is_empty()>
            <h3>{messages::detail::also_on_device()}</h3>
            <ul class="related">{move || others.get().into_iter().map(link).collect_view()}</ul>
            <p>
                <a href=all>{messages::detail::all_of_device()}</a>
            </p>
        </section>
    }
}

fn device_name(operation: &Operation) -> String {
    let id = operation.device_id.as_str();
    let id = if id.is_empty() { messages::detail::no_device_named() } else { id };
    device_label(operation.device_name.as_deref(), id)
}

/// Returns the focus to the row's link, or to the search box if the row isn't rendered.
fn focus_row(key: &OperationKey) {
    use wasm_bindgen::JsCast;
    let rows = document().get_elements_by_class_name("ops-row");
    let row = (0..rows.length()).filter_map(|i| rows.item(i)).find(|row| {
        row.get_attribute("data-operation-id").as_deref() == Some(&key.id)
            && (key.device_id.is_empty()
                || row.get_attribute("data-device-id").as_deref() == Some(&key.device_id))
    });
    let link = row.and_then(|row| row.query_selector("a").ok().flatten());
    let focused =
        link.and_then(|a| a.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|a| a.focus().is_ok());
    if !focused {
        crate::ui::focus_target("search");
    }
}
