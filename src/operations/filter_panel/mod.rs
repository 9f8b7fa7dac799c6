//! All filters of the list in one panel: multiple values with counts, devices, dates and a histogram.
//!
//! In a lazy chunk, loaded when it first opens. Choices are written to the address at once and counts are computed by the history, so the panel holds
//! only unfinished input.

mod choices;
mod dates;
mod group;
mod histogram;
mod spans;

use super::filter_bar::{PANEL, status_options, type_options};
use crate::history_query::QueryHandle;
use crate::{
    route::ListQuery,
    sync::{CrawlState, Sync},
    ui::{Button, ButtonKind, IconButton, IconName, close_popover},
};
use choices::Choices;
use dates::Dates;
use group::Group;
use history::Facets;
use leptos::prelude::*;
use messages::list_filters as text;

/// Maximum number of suggested devices.
const PROPOSED: usize = 30;

/// The panel.
#[component]
pub fn FilterPanel(
    /// Source of the counts.
    sync: Sync,
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    // The counts apply the other filters, which needs the column store.
    sync.crawl.open_history();
    let facets = Memo::new(move |_| {
        let question = ask.query().with(|query| ask.question(query));
        sync.store.read(|history| history.facets(&question, PROPOSED))
    });
    let known = Memo::new(move |_| sync.list.has_data());
    let can_clear = ask.part(ListQuery::can_clear);
    view! {
        <header class="panel-head">
            <h2>{text::filters()}</h2>
            <Partly sync />
            <IconButton label=text::close_filters() icon=IconName::Close on_press=|()| close_popover(PANEL) />
        </header>
        <div class="panel-body">
            <div class="panel-side">
                <Choices
                    name="status"
                    legend=text::status()
                    options=status_options(sync.store)
                    counts=Memo::new(move |_| facets.with(|f| f.statuses.clone()))
                    chosen=ask.part(|q| q.statuses.clone())
                    known
                    on_change=move |values| ask.choose(|q| q.statuses = values)
                />
                <Choices
                    name="type"
                    legend=text::operation_type()
                    options=type_options(sync.store)
                    counts=Memo::new(move |_| facets.with(|f| f.types.clone()))
                    chosen=ask.part(|q| q.types.clone())
                    known
                    on_change=move |values| ask.choose(|q| q.types = values)
                />
                <Group ask />
            </div>
            <div class="panel-main">
                <Dates store=sync.store ask />
                <div class="form-row">
                    <Device ask facets />
                    <Transaction ask />
                </div>
            </div>
        </div>
        <footer class="panel-foot">
            <Button
                kind=ButtonKind::Quiet
                disabled=Signal::derive(move || !can_clear.get())
                on_press=move |()| ask.go(ask.query().with_untracked(ListQuery::cleared))
            >
                {text::clear_all()}
            </Button>
            <Button kind=ButtonKind::Primary on_press=|()| close_popover(PANEL)>
                {move || match known.get() {
                    true => text::show_operations(facets.with(|f| f.total) as u64),
                    false => text::show_list().to_owned(),
                }}
            </Button>
        </footer>
    }
}

/// Warns that the counts cover only a part, so that they aren't read as counts over everything.
#[component]
fn Partly(sync: Sync) -> impl IntoView {
    // Loaded and total count; `None` if everything is loaded or the total is unknown.
    let partly = Memo::new(move |_| match sync.list.loaded() {
        (known, Some(count)) if (known as u64) < count => Some((known as u64, count)),
        _ => None,
    });
    let words = move || partly.get().map(|(known, count)| text::counted_over_loaded(known, count));
    let at_rest = Memo::new(move |_| sync.crawl.state().get() != CrawlState::Running);
    view! {
        <Show when=move || partly.read().is_some()>
            <p class="panel-partly" role="status">
                {words}
            </p>
            <Show when=move || at_rest.get()>
                <Button kind=ButtonKind::Quiet on_press=move |()| sync.crawl.load_all()>
                    {text::load_rest()}
                </Button>
            </Show>
        </Show>
    }
}

#[component]
fn Device(ask: QueryHandle, facets: Memo<Facets>) -> impl IntoView {
    let device = ask.part(|q| q.device.clone());
    let proposed = move || {
        let option = |device: history::DeviceCount| {
            let words =
                format!("{} · {}", device.name.unwrap_or_default(), messages::number(device.count as u64));
            view! { <option value=device.id>{words}</option> }
        };
        facets.with(|f| f.devices.clone()).into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label class="field-label" for="panel-device">
                {text::device()}
            </label>
            <input
                class="input"
                id="panel-device"
                type="text"
                autocomplete="off"
                spellcheck="false"
                list="panel-devices"
                aria-describedby="panel-device-hint"
                prop:value=move || device.get()
                on:change=move |event| ask.choose(|q| q.device = event_target_value(&event).trim().to_owned())
            />
            <datalist id="panel-devices">{proposed}</datalist>
            <p class="field-hint" id="panel-device-hint">
                {text::device_hint()}
            </p>
        </div>
    }
}

#[component]
fn Transaction(ask: QueryHandle) -> impl IntoView {
    let id = ask.part(|q| q.id.clone());
    view! {
        <div class="field">
            <label class="field-label" for="panel-id">
                {text::id_of_one_operation()}
            </label>
            <input
                class="input mono"
                id="panel-id"
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="panel-id-hint"
                prop:value=move || id.get()
                on:change=move |event| ask.choose(|q| q.id = event_target_value(&event).trim().to_owned())
            />
            <p class="field-hint" id="panel-id-hint">
                {text::asks_api()}
            </p>
        </div>
    }
}
