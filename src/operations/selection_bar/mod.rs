//! Actions for the selected rows. The bar floats above the footer of the list, so that nothing moves when it appears.
//!
//! The selection is fixed: polls, filters and pages change the list, never the selection.

mod copies;
mod retry;

use super::visible_rows::VisibleRows;
use crate::history_query::QueryHandle;
use crate::{
    commands::{Command, use_commands},
    route::use_navigator,
    session::{Members, hand_over_devices, save_group, use_session},
    sync::{SelectedRows, Sync},
    ui::{BannerKind, Button, ButtonKind, CopyButton, IconButton, IconName, use_toasts},
};
use copies::MOST;
use history::{RowId, Selection};
use leptos::{html, prelude::*};
use retry::Retry;

/// Maximum number of devices in the address of the form. More are handed over by the storage of the tab.
const MOST_DEVICES: usize = 500;

/// Number of selected rows, and the actions.
#[component]
pub fn SelectionBar(
    /// Knows the rows and which are selected.
    sync: Sync,
    /// Query in the address.
    ask: QueryHandle,
    /// The rows shown.
    listed: Memo<VisibleRows>,
) -> impl IntoView {
    let matching = Memo::new(move |_| matching(sync, ask, listed));
    let count = Memo::new(move |_| sync.list.selection().rows().with(SelectedRows::len));
    let still = Memo::new(move |_| {
        sync.list.selection().rows().with(|selected| matching.with(|listed| selected.count_in(listed.rows())))
    });
    let words = move || {
        let (count, still) = (count.get(), still.get());
        match still == count {
            true => messages::list::selected(count as u64),
            false => messages::list::selected_partly_matching(count as u64, still as u64),
        }
    };
    let more = Memo::new(move |_| matching.with(Selection::len) > still.get());
    let all = move |()| {
        matching.with_untracked(|rows| sync.list.selection().set(rows.rows(), true));
    };
    let rows = move || {
        sync.list.selection().rows().with_untracked(|selected| {
            matching.with_untracked(|listed| copies::in_order(selected, listed.rows()))
        })
    };
    let csv = Signal::derive(move || sync.store.peek(|known| copies::csv(known, &rows())));
    let ids = Signal::derive(move || sync.store.peek(|known| copies::ids(known, &rows())));
    let few = Memo::new(move |_| count.get() <= MOST);
    let clear = move |()| sync.list.selection().clear();
    use_commands().register(Command::ClearSelection, Callback::new(clear));
    view! {
        <section class="selection-bar" aria-label=messages::list::selection()>
            <p class="selection-words" role="status">
                {words}
            </p>
            <Show when=move || more.get()>
                <Button kind=ButtonKind::Quiet on_press=all>
                    {move || all_words(sync, ask, matching)}
                </Button>
            </Show>
            <span class="selection-acts">
                <Show
                    when=move || few.get()
                    fallback=move || view! { <span class="muted">{messages::list::too_many_to_copy()}</span> }
                >
                    <CopyButton text=csv label=messages::list::copy_as_csv() />
                    <CopyButton text=ids label=messages::list::copy_ids() />
                </Show>
                <Retry sync few rows=Callback::new(move |()| rows()) />
                <Again sync few rows=Callback::new(move |()| rows()) />
                <AsGroup sync few rows=Callback::new(move |()| rows()) />
            </span>
            <IconButton label=messages::list::clear_selection() icon=IconName::Close on_press=clear />
        </section>
    }
}

/// All matching rows, as far as known; only the rows shown if the API was asked for one id.
fn matching(sync: Sync, ask: QueryHandle, listed: Memo<VisibleRows>) -> Selection {
    let query = ask.query().get();
    // Without the column store, only the rows shown can be filtered.
    match !query.id.is_empty() || (query.is_filtered() && !sync.store.has_history()) {
        true => Selection::from(listed.with(|listed| listed.rows.known().into_owned())),
        false => {
            let question = ask.question(&query);
            sync.store.read(|known| known.select(&question))
        }
    }
}

/// "Select all 1,204 that match". Rows that aren't loaded can't be selected.
fn all_words(sync: Sync, ask: QueryHandle, matching: Memo<Selection>) -> String {
    let count = matching.with(|rows| rows.len() as u64);
    let (known, of) = sync.list.loaded();
    let part = of.is_some_and(|of| (known as u64) < of);
    let narrowed = ask.query().with(|query| query.is_filtered() || !query.id.is_empty());
    match (narrowed, part) {
        (true, false) => messages::list::select_all_that_match(count),
        (true, true) => messages::list::select_all_loaded_that_match(count),
        (false, false) => messages::list::select_all(count),
        (false, true) => messages::list::select_all_loaded(count),
    }
}

/// Opens the form with the devices of the selected rows.
#[component]
fn Again(sync: Sync, few: Memo<bool>, rows: Callback<(), Vec<RowId>>) -> impl IntoView {
    let navigator = use_navigator();
    let (session, toasts) = (use_session(), use_toasts());
    let devices = Memo::new(move |_| {
        sync.list.selection().rows().track();
        let rows = if few.get() { rows.run(()) } else { Vec::new() };
        sync.store.peek(|known| copies::devices(known, &rows))
    });
    let count = Memo::new(move |_| devices.with(Vec::len));
    let label = move || match count.get() {
        0 if few.get() => messages::list::no_device_to_schedule_for().to_owned(),
        1.. => messages::list::schedule_for_devices(count.get() as u64),
        _ => messages::list::too_many_devices_to_schedule_for().to_owned(),
    };
    let go = move |()| {
        let route = navigator.route().get_untracked();
        devices.with_untracked(|devices| {
            if devices.len() <= MOST_DEVICES {
                navigator.go(route.to_schedule_for(devices));
            } else if hand_over_devices(session, devices) {
                navigator.go(route.to_schedule(None));
            } else {
                toasts.show(BannerKind::Error, messages::list::devices_not_handed_over());
            }
        });
    };
    let disabled = Signal::derive(move || count.get() == 0);
    view! {
        <Button kind=ButtonKind::Quiet icon=IconName::Plus disabled on_press=go>
            {label}
        </Button>
    }
}

/// Saves the devices of the selected rows as a group.
#[component]
fn AsGroup(sync: Sync, few: Memo<bool>, rows: Callback<(), Vec<RowId>>) -> impl IntoView {
    let (naming, toasts, session) = (RwSignal::new(false), use_toasts(), use_session());
    let input = NodeRef::<html::Input>::new();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let rows = rows.run(());
        let members = Members::Ids(sync.store.peek(|known| copies::devices(known, &rows)));
        match save_group(session, &name, members) {
            Ok(name) => {
                naming.set(false);
                toasts.show(BannerKind::Info, messages::list::group_kept(&name));
            }
            Err(why) => toasts.show(BannerKind::Warning, why),
        }
    };
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            drop(input.focus());
        }
    });
    view! {
        <Show when=move || few.get()>
            <Button kind=ButtonKind::Quiet on_press=move |()| naming.update(|naming| *naming = !*naming)>
                {messages::list::save_as_group()}
            </Button>
            <Show when=move || naming.get()>
                <form class="view-save" aria-label=messages::list::save_as_group() on:submit=save>
                    <label class="visually-hidden" for="selection-group">
                        {messages::list::name_of_group()}
                    </label>
                    <input
                        class="input"
                        id="selection-group"
                        type="text"
                        maxlength="60"
                        autocomplete="off"
                        placeholder=messages::list::name_of_group()
                        node_ref=input
                    />
                    <Button type_="submit">{messages::list::save_group()}</Button>
                </form>
            </Show>
        </Show>
    }
}
