//! The filter bar. Every control shows the query in the address and changes it; none has state of its own.

use super::{
    filter_button::FilterButton,
    options::{status_options, type_options},
    tool_panel::ToolPanel,
};
use crate::history_query::QueryHandle;
use crate::{
    commands::{Command, use_commands},
    lazy::LazyView,
    operations::tools::{Tool, ToolData},
    route::ListQuery,
    sync::Sync,
    ui::{Icon, IconButton, IconName, Kbd, focus_target},
};
use leptos::prelude::*;
use messages::list_filters as text;

/// Id of the view panel. Its content closes it by this id.
pub const VIEW: &str = "view-panel";

/// Field prefixes of the query language.
const FIELDS: [&str; 11] = [
    "id:",
    "status:",
    "type:",
    "device:",
    "group:",
    "scheduled:",
    "started:",
    "completed:",
    "created:",
    "updated:",
    "sort:",
];

/// Search box, look-up by id, status, type and dates.
#[component]
pub fn Filters(
    /// Provides the statuses and types seen so far.
    sync: Sync,
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    let (statuses, types) = (status_options(sync.store), type_options(sync.store));
    let can_clear = ask.part(ListQuery::can_clear);
    let line = expect_context::<LazyView<ToolData>>();
    // Only the query line shows the parts of a query that couldn't be parsed, so open it.
    let typing = RwSignal::new(ask.query().with_untracked(|q| !q.unread.is_empty()));
    let first = RwSignal::new(String::new());
    let type_query = move |text: String| {
        first.set(text);
        typing.set(true);
    };
    let toggle = move |()| {
        first.set(String::new());
        typing.set(!typing.get_untracked());
    };
    use_commands().register_if(Command::Search, Callback::new(|()| focus_target("search")));
    let clear = move |()| {
        ask.go(ask.query().with_untracked(ListQuery::cleared));
        // The button disappears and would take the focus with it.
        focus_target("search");
    };
    view! {
        <search class="ops-toolbar">
            <SearchBox ask typing on_query=type_query />
            <Lookup ask />
            <Choice
                id="filter-status"
                label=text::status()
                options=statuses
                chosen=ask.part(|q| q.statuses.clone())
                on_change=move |values| ask.choose(|q| q.statuses = values)
            />
            <Choice
                id="filter-type"
                label=text::type_of_operation()
                options=types
                chosen=ask.part(|q| q.types.clone())
                on_change=move |values| ask.choose(|q| q.types = values)
            />
            <Dates ask />
            <div class="filter-more">
                <span class="filter-query">
                    <IconButton
                        label=text::type_query()
                        icon=IconName::Edit
                        pressed=Signal::derive(move || typing.get())
                        on_press=toggle
                    />
                </span>
                <FilterButton sync ask />
                <ToolPanel
                    sync
                    ask
                    tool=Tool::View
                    id=VIEW
                    name=messages::list_views::view()
                    title=messages::list_views::view()
                    class=Signal::stored("icon-button".to_owned())
                    wide=false
                >
                    <Icon name=IconName::Columns />
                    <span class="visually-hidden">{messages::list_views::view()}</span>
                </ToolPanel>
                // The button keeps its space, so that nothing moves when it appears.
                <span class="filter-clear" class:filter-clear-off=move || !can_clear.get()>
                    <IconButton label=text::clear_filters() icon=IconName::Close on_press=clear />
                </span>
            </div>
            <Show when=move || typing.get()>
                <div class="query-line">
                    {line
                        .show(
                            (sync, ask, Tool::QueryLine(first.get_untracked())),
                            text::loading_query_line(),
                        )}
                </div>
            </Show>
        </search>
    }
}

#[component]
fn SearchBox(
    ask: QueryHandle,
    typing: RwSignal<bool>,
    #[prop(into)] on_query: Callback<String>,
) -> impl IntoView {
    let text = ask.part(|q| q.text.clone());
    let like_query = move || {
        let field = |word: &str| FIELDS.iter().any(|field| word.starts_with(field));
        text.with(|text| text.split_whitespace().any(field)) && !typing.get()
    };
    view! {
        <div class="search">
            <Icon name=IconName::Search />
            <input
                class="input"
                id="search"
                type="search"
                aria-label=text::search_operations()
                placeholder=text::search_operations()
                autocomplete="off"
                spellcheck="false"
                data-testid="search"
                prop:value=move || text.get()
                on:input=move |event| ask.type_in(|q| q.text = event_target_value(&event))
            />
            <Kbd keys="/" />
            <Show when=like_query>
                <button
                    type="button"
                    class="button query-offer"
                    on:click=move |_| on_query.run(text.get_untracked())
                >
                    {text::read_as_query()}
                </button>
            </Show>
        </div>
    }
}

/// The only filter that the API supports: it requests that transaction alone.
#[component]
fn Lookup(ask: QueryHandle) -> impl IntoView {
    let id = ask.part(|q| q.id.clone());
    view! {
        <div class="filter filter-id" class:filter-on=move || !id.read().is_empty()>
            <input
                class="input"
                id="filter-id"
                type="text"
                aria-label=text::operation_id()
                placeholder=text::operation_id()
                autocomplete="off"
                spellcheck="false"
                title=text::look_up_operation()
                prop:value=move || id.get()
                on:change=move |event| ask.choose(|q| q.id = event_target_value(&event).trim().to_owned())
            />
        </div>
    }
}

/// A native select for one value or any. A shared address can hold several values; they are shown as such.
#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    options: Signal<Vec<(String, String)>>,
    chosen: Memo<Vec<String>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let several = move || chosen.with(|values| (values.len() > 1).then(|| text::chosen(values.len() as u64)));
    // A value from a shared address is an option even when no row has it yet.
    let all = Memo::new(move |_| {
        let mut all = options.get();
        let missing = chosen.get().into_iter().filter(|value| all.iter().all(|(known, _)| known != value));
        all.extend(missing.collect::<Vec<_>>().into_iter().map(|value| (value.clone(), value)));
        all
    });
    let is_chosen =
        move |value: &str| chosen.with(|values| matches!(values.as_slice(), [one] if one == value));
    view! {
        <div class="filter filter-choice" class:filter-on=move || !chosen.read().is_empty()>
            <label for=id>{label}</label>
            <span class="select-frame">
                <select
                    class="input select"
                    id=id
                    data-testid=id
                    on:change=move |event| {
                        let value = event_target_value(&event);
                        on_change.run(if value.is_empty() { Vec::new() } else { vec![value] });
                    }
                >
                    <option value="" prop:selected=move || chosen.read().is_empty()>
                        {text::any()}
                    </option>
                    {move || {
                        several()
                            .map(|words| {
                                view! {
                                    <option value="" selected disabled>
                                        {words}
                                    </option>
                                }
                                    .into_any()
                            })
                    }}
                    <For
                        each=move || all.get()
                        key=|(value, word)| format!("{value}\n{word}")
                        let((value, word))
                    >
                        <option
                            value=value.clone()
                            prop:selected={
                                let value = value.clone();
                                move || is_chosen(&value)
                            }
                        >
                            {word}
                        </option>
                    </For>
                </select>
            </span>
        </div>
    }
}

/// Value for a date field. Named periods and instants have none; the chips show those.
fn day(text: &str) -> String {
    if operation::parse_day(text).is_some() { text.to_owned() } else { String::new() }
}

/// Date fields for the common case. Named periods, and the time that the dates apply to, are chosen in the panel.
#[component]
fn Dates(ask: QueryHandle) -> impl IntoView {
    let (from, to) = (ask.part(|q| day(&q.from)), ask.part(|q| day(&q.to)));
    view! {
        <div class="filter-dates">
            <Day
                id="filter-from"
                label=text::from_day()
                value=from
                on_change=move |day| ask.choose(|q| q.set_from(day))
            />
            <Day
                id="filter-to"
                label=text::to_day()
                value=to
                on_change=move |day| ask.choose(|q| q.set_to(day))
            />
        </div>
    }
}

#[component]
fn Day(
    id: &'static str,
    label: &'static str,
    value: Memo<String>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="filter" class:filter-on=move || !value.read().is_empty()>
            <label for=id>{label}</label>
            <input
                class="input"
                id=id
                type="date"
                prop:value=move || value.get()
                on:change=move |event| on_change.run(event_target_value(&event))
            />
        </div>
    }
}
