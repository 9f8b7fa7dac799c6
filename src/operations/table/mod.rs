//! The table: headings that sort, and virtualized rows that keep their position.

mod computed_cells;
mod headings;
mod keyboard;
mod position;
mod row_element;
mod row_nodes;
mod row_renderer;
mod staying;
mod titles;
mod unreadable;
mod waiting;
mod window;

use super::{
    columns::Chosen,
    row_data::RowData,
    visible_rows::{Rows, VisibleRows},
};
use crate::{
    route::{ListQuery, Route, use_navigator},
    sync::{ListRow, SelectedRows, Sync},
    time::{use_server_now, use_zone},
    ui::follow_size,
};
use computed_cells::ComputedCells;
use gloo_timers::callback::Timeout;
use headings::{Heading, SelectShown};
use keyboard::register_row_commands;
use leptos::{html, prelude::*};
use operation::OperationKey;
use position::{back_to_top, keep_place, keep_row, row_height};
use row_element::RowContext;
use row_renderer::{Drawing, RowRenderer};
use titles::name_in_full;
pub use waiting::WaitingTable;
use wasm_bindgen::JsCast;
use web_sys::Element;
use window::{Frame, Window, tallest};

/// Delay in ms after which scrolling counts as finished.
const TIDY_MS: u32 = 120;
/// Selector for a row with an operation.
const ROW: &str = "[data-operation-id]";

/// The matching rows in a scroll container.
#[component]
pub fn OperationsTable(
    /// Source of the rows.
    sync: Sync,
    /// The rows shown.
    listed: Memo<VisibleRows>,
    /// The query.
    query: Memo<ListQuery>,
    /// Called when a heading is pressed.
    on_sort: Callback<&'static str>,
) -> impl IntoView {
    let (scroller, body) = (NodeRef::<html::Div>::new(), NodeRef::<html::Tbody>::new());
    let frame = RwSignal::new(Frame::default());
    let scrolled = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            // A window that was moved to another screen may keep its size.
            let tallest = tallest(leptos::prelude::window().device_pixel_ratio());
            frame.update(|frame| (frame.top, frame.tallest) = (f64::from(scroller.scroll_top()), tallest));
        }
    };
    let endless = Memo::new(move |_| query.with(ListQuery::is_endless));
    let window = Memo::new(move |_| {
        listed.with(|listed| match &listed.rows {
            // The first rows of an endless list. An unreadable row is as high as its text and can't be placed by a fixed height.
            Rows::Few(rows) if endless.get() && rows.iter().all(|row| matches!(row, ListRow::Known(_))) => {
                Window::of(frame.get(), rows.len())
            }
            Rows::Few(rows) => Window::whole(rows.len()),
            Rows::Many(selection) => Window::of(frame.get(), selection.len()),
        })
    });
    let chosen = Memo::new(move |_| query.with(Chosen::of));
    let compact = Memo::new(move |_| query.with(|query| query.compact));
    let plain = Memo::new(move |_| query.with(|query| query.columns.is_empty()));
    let width = move || (!plain.get()).then(|| format!("calc({}px + var(--id-size))", chosen.get().width()));
    let printed = move || {
        let shown = window.with(|window| window.count) as u64;
        let total = listed.with(|listed| listed.total).filter(|total| *total > shown)?;
        Some(messages::list::printed_rows(shown, total))
    };
    draw_into(body, sync, listed, window, chosen);
    keep_row(scroller, compact, listed, frame);
    // The height of a row differs on a phone.
    follow_size(scroller, move |scroller| {
        let (top, height) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
        frame.set(Frame {
            top,
            height,
            row: row_height(scroller).unwrap_or_else(|| frame.with_untracked(|frame| frame.row)),
            tallest: tallest(leptos::prelude::window().device_pixel_ratio()),
        });
    });
    back_to_top(scroller, query, frame);
    keep_place(scroller, listed, query, frame);
    let (navigator, zone) = (use_navigator(), use_zone());
    register_row_commands(sync, listed);
    let open = move |event: leptos::ev::MouseEvent| {
        // A link navigates by itself. A click elsewhere in the row does the same, unless text is being selected.
        let selecting =
            leptos::prelude::window().get_selection().ok().flatten().is_some_and(|s| !s.is_collapsed());
        if event.default_prevented() {
            return;
        }
        if let Some(cell) = within(&event, ".cell-check") {
            select_row(sync, listed, &cell, event.shift_key());
            return;
        }
        if selecting {
            return;
        }
        if let Some(key) = row_of(&event) {
            navigator.go(navigator.route().get_untracked().with_open(Some(key)));
        }
    };
    view! {
        <div
            class="ops-scroll"
            class:is-endless=move || endless.get()
            tabindex="0"
            role="region"
            aria-label=messages::list::table_of_operations()
            data-testid="ops-table"
            node_ref=scroller
            on:scroll=scrolled
        >
            <p class="print-only">{printed}</p>
            <table
                class="ops-table"
                class:compact=move || compact.get()
                class:chosen=move || !plain.get()
                style:min-inline-size=width
                role="table"
                aria-label=messages::list::operations()
                aria-rowcount=move || row_count(&listed.read())
            >
                <thead role="rowgroup">
                    <tr role="row">
                        <SelectShown sync listed />
                        {move || {
                            chosen
                                .get()
                                .columns()
                                .map(|column| view! { <Heading column query on_sort /> })
                                .collect_view()
                        }}
                    </tr>
                </thead>
                <tbody
                    role="rowgroup"
                    class:is-placed=move || window.with(|window| window.row > 0.0)
                    node_ref=body
                    on:click=open
                    on:mouseover=move |event| name_in_full(&event, &untrack(|| zone.name()))
                    on:focusin=move |event| name_in_full(&event, &untrack(|| zone.name()))
                ></tbody>
            </table>
        </div>
    }
}

/// What a row shows beside its own values. While it is unchanged, only new rows are rendered.
#[derive(Clone, PartialEq)]
struct Setting {
    version: u64,
    route: Route,
    now: i64,
    offset: usize,
    selected: SelectedRows,
    computed: Option<u32>,
}

/// Renders when anything a row shows has changed: the rows, their values, the time, the zone, the address.
#[expect(clippy::disallowed_methods, reason = "draws the rows out of sight once scrolling rests")]
fn draw_into(
    body: NodeRef<html::Tbody>,
    sync: Sync,
    listed: Memo<VisibleRows>,
    window: Memo<Window>,
    chosen: Memo<Chosen>,
) {
    let (navigator, now, cells, zone) =
        (use_navigator(), use_server_now(), ComputedCells::here(), use_zone());
    let board = StoredValue::new_local(None::<RowRenderer>);
    // Reset by each step of scrolling.
    let tidying = StoredValue::new_local(None::<Timeout>);
    // Triggers the rendering of rows out of sight, after those in sight.
    let rest = RwSignal::new(());
    // Counts address changes, so that a row updates its link only when the target changes.
    let address = StoredValue::new(0u64);
    Effect::new(move |before: Option<Option<Setting>>| {
        let body = body.get()?;
        let (window, chosen) = (window.get(), chosen.get());
        rest.get();
        let offset = listed.with(|listed| listed.offset);
        let setting = Setting {
            version: sync.store.version(),
            route: navigator.route().get(),
            now: now.get(),
            offset,
            selected: sync.list.selection().rows().get(),
            computed: cells.version(sync.store, chosen),
        };
        let zone = zone.name();
        let before = before.flatten();
        if before.as_ref().map(|before| &before.route) != Some(&setting.route) {
            address.update_value(|address| *address += 1);
        }
        let open = match &setting.route {
            Route::Operations { open, .. } => open.clone(),
            _ => None,
        };
        let href = |key: &OperationKey| setting.route.with_open(Some(key.clone())).href();
        let shown: Vec<ListRow> = listed.with(|listed| listed.rows.slice(window.first, window.count));
        board.update_value(|board| {
            let board = board.get_or_insert_with(|| RowRenderer::new(body.into(), chosen));
            board.choose(chosen);
            board.draw(&Drawing {
                rows: &shown,
                window,
                same: before.as_ref() == Some(&setting),
                read: &|row| {
                    sync.store.peek(|known| {
                        let row = known.row(row);
                        RowData { computed: cells.of(&row, chosen), ..RowData::of(&row, chosen) }
                    })
                },
                around: &|place, key| RowContext {
                    now: setting.now,
                    zone: &zone,
                    place: offset + window.first + place,
                    open: open.as_ref().is_some_and(|open| open.includes(key)),
                    selected: shown.get(place).is_some_and(|row| match row {
                        ListRow::Known(row) => setting.selected.has(*row),
                        ListRow::Unreadable(_) => false,
                    }),
                    href: &href,
                    address: address.get_value(),
                },
            });
        });
        let (untidy, behind) = board.with_value(|board| match board {
            Some(board) => (board.is_untidy(), board.is_behind()),
            None => (false, false),
        });
        let tidy = move || match behind {
            true => rest.set(()),
            false => drop(board.try_update_value(|board| board.as_mut().map(RowRenderer::tidy))),
        };
        tidying.set_value((untidy || behind).then(|| Timeout::new(TIDY_MS, tidy)));
        let known = |row: ListRow| match row {
            ListRow::Known(row) => Some(row),
            ListRow::Unreadable(_) => None,
        };
        sync.list.set_shown(shown.into_iter().filter_map(known).collect());
        Some(setting)
    });
}

/// Number of matching rows plus the heading; -1 if unknown, as ARIA defines it.
fn row_count(listed: &VisibleRows) -> i64 {
    listed.total.and_then(|total| i64::try_from(total).ok()).map_or(-1, |total| total + 1)
}

/// The operation of the clicked row. `None` if a control inside the row handles the click itself.
fn row_of(event: &leptos::ev::MouseEvent) -> Option<OperationKey> {
    match within(event, "a, button, summary, pre") {
        Some(_) => None,
        None => key_of(&within(event, ROW)?),
    }
}

/// The closest ancestor of the event target that matches the selector.
fn within(event: &web_sys::Event, kind: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(kind).ok()?
}

/// The operation of the row that contains the element.
fn key_of(element: &Element) -> Option<OperationKey> {
    let row = element.closest(ROW).ok()??;
    let value = |name: &str| row.get_attribute(name).unwrap_or_default();
    Some(OperationKey::new(value("data-operation-id"), value("data-device-id")))
}

/// Toggles the selection of the row that contains the element; with `range`, selects the rows from the last one toggled. False outside of rows.
fn select_row(sync: Sync, listed: Memo<VisibleRows>, element: &Element, range: bool) -> bool {
    let row = key_of(element).and_then(|key| sync.store.peek(|known| known.find(&key.id, &key.device_id)));
    if let Some(row) = row {
        listed.with_untracked(|listed| sync.list.selection().press(&listed.rows.known(), row, range));
    }
    row.is_some()
}
