//! One row of the table.

use super::row_data::{RowData, Trouble};
use crate::{
    route::{OperationKey, Route, use_navigator},
    sync::Live,
    time::{TimeText, use_server_now},
    ui::{Icon, IconName, ProgressBar, StatusBadge, status_look},
};
use history::RowId;
use leptos::prelude::*;
use wire::Unreadable;

/// An operation on a device. Redraws only the cells that differ.
#[component]
pub fn OperationRow(
    /// Which.
    row: RowId,
    /// Where it is known.
    live: Live,
    /// Its place among all that match, from 1.
    place: Signal<usize>,
) -> impl IntoView {
    let navigator = use_navigator();
    let data = Memo::new(move |_| live.store.read(|history| RowData::of(&history.row(row))));
    let key = data.with_untracked(|data| data.key.clone());
    let is_open = Memo::new({
        let key = key.clone();
        move |_| navigator.route().with(|route| is_open(route, &key))
    });
    let href = {
        let key = key.clone();
        Memo::new(move |_| navigator.route().with(|route| with_open(route, key.clone()).href()))
    };
    let open = {
        let key = key.clone();
        move |event: leptos::ev::MouseEvent| {
            // The link does it by itself; elsewhere in the row a click means the same, unless text is being selected.
            let selecting = window().get_selection().ok().flatten().is_some_and(|s| !s.is_collapsed());
            if !event.default_prevented() && !selecting && !on_link(&event) {
                let route = navigator.route().get_untracked();
                navigator.go(with_open(&route, key.clone()));
            }
        }
    };
    let text = move |pick: fn(&RowData) -> &String| Memo::new(move |_| data.with(|d| pick(d).clone()));
    let (kind, device, more, status) =
        (text(|d| &d.operation_type), text(|d| &d.device), text(|d| &d.device_more), text(|d| &d.status));
    let progress = Memo::new(move |_| data.with(|d| d.progress));
    let time = move |index: usize| Memo::new(move |_| data.with(|d| d.times[index]));
    view! {
        <tr
            class="ops-row"
            class:is-open=is_open
            role="row"
            aria-rowindex=move || place.get() + 1
            aria-selected=move || is_open.get().then_some("true")
            data-operation-id=key.id.clone()
            data-device-id=key.device_id.clone()
            on:click=open
        >
            <td class="cell-id" role="cell">
                <a class="row-link mono" href=href title=key.id.clone()>{key.id.clone()}</a>
            </td>
            <td class="cell-type" role="cell" title=kind>{kind}</td>
            <td class="cell-device" role="cell">
                <span class="device-name bidi" title=device>{device}</span>
                <span class="device-more mono">{more}</span>
            </td>
            <td class="cell-status" role="cell">
                <StatusBadge status />
                <TroubleFlag data />
            </td>
            <td class="cell-progress" role="cell">
                <ProgressBar
                    value=progress
                    label=Signal::derive(move || format!("Progress of {}", data.with(|d| d.key.id.clone())))
                    class=Signal::derive(move || status_look(&status.read()).class.to_owned())
                />
            </td>
            <td class="cell-time cell-scheduled" role="cell"><TimeText ms=time(0) /></td>
            <td class="cell-time cell-started" role="cell"><TimeText ms=time(1) /></td>
            <td class="cell-time cell-completed" role="cell"><TimeText ms=time(2) /></td>
            <td class="cell-time cell-updated" role="cell"><TimeText ms=time(4) /></td>
        </tr>
    }
}

/// What is out of order with the row, by the server's clock.
#[component]
pub fn TroubleFlag(
    /// The row.
    #[prop(into)]
    data: Signal<RowData>,
) -> impl IntoView {
    let now = use_server_now();
    let trouble = Memo::new(move |_| data.with(|d| d.trouble(now.get())));
    move || {
        trouble.get().map(|trouble| {
            let (class, word, why) = match trouble {
                Trouble::Late => ("flag flag-overdue", "late", "Its time has come, but it has not started."),
                Trouble::Stalled => {
                    ("flag flag-stalled", "stalled", "It runs, but nothing was heard of it for 15 minutes.")
                }
                Trouble::Overdue => {
                    ("flag flag-overdue", "overdue", "It runs longer than its own data allow.")
                }
            };
            view! {
                <span class=class title=why>
                    <Icon name=IconName::Stalled />
                    {word}
                    <span class="visually-hidden">{format!(": {why}")}</span>
                </span>
            }
        })
    }
}

/// A row of the answer that could not be read, with what the API sent.
#[component]
pub fn UnreadableRow(
    /// What came.
    row: Unreadable,
    /// Number of columns.
    columns: usize,
) -> impl IntoView {
    view! {
        <tr class="ops-row row-unreadable" role="row">
            <td role="cell" colspan=columns>
                <Icon name=IconName::Warning />
                <span>"Unreadable row: " {row.why}</span>
                <details>
                    <summary>"Raw JSON"</summary>
                    <pre class="code-text">{row.raw}</pre>
                </details>
            </td>
        </tr>
    }
}

/// The list's address with this operation open.
pub fn with_open(route: &Route, key: OperationKey) -> Route {
    let query = match route {
        Route::Operations { query, .. } => query.clone(),
        other => match other.to_list() {
            Route::Operations { query, .. } => query,
            _ => Default::default(),
        },
    };
    Route::Operations { query, open: Some(key) }
}

fn is_open(route: &Route, key: &OperationKey) -> bool {
    match route {
        Route::Operations { open: Some(open), .. } => {
            open.id == key.id && (open.device_id.is_empty() || open.device_id == key.device_id)
        }
        _ => false,
    }
}

fn on_link(event: &leptos::ev::MouseEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.and_then(|t| t.closest("a, button, summary, pre").ok().flatten()).is_some()
}
