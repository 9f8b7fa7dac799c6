//! The table itself: headings that sort, rows that keep their place, as many as are in sight.

mod board;
mod row_element;
mod row_nodes;
mod staying;
mod titles;
mod unreadable;
mod window;

use super::{
    columns::{COLUMNS, TableColumn},
    listed::{Listed, Rows},
    open::{is_open, with_open},
    row_data::RowData,
};
use crate::{
    reactive::{CollectAny, Effect, Memo, RwSignal, dynamic},
    route::{ListQuery, OperationKey, Route, use_navigator},
    sync::{Live, Seen},
    time::{use_server_now, use_zone},
    ui::{Icon, IconName},
};
use board::{Board, Drawing};
use gloo_timers::callback::Timeout;
use history::RowId;
use leptos::{html, prelude::*};
use row_element::Around;
use titles::name_in_full;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};
use window::{Frame, Window};

/// Scrolling rests after so many ms.
const TIDY_MS: u32 = 120;

/// The rows that match, in the box that scrolls.
#[component]
pub fn OperationsTable(
    /// Where rows are known.
    live: Live,
    /// Which are shown.
    listed: Memo<Listed>,
    /// What is asked.
    query: Memo<ListQuery>,
    /// A heading was pressed.
    on_sort: Callback<&'static str>,
) -> impl IntoView {
    let (scroller, body) = (NodeRef::<html::Div>::new(), NodeRef::<html::Tbody>::new());
    let frame = RwSignal::new(Frame::default());
    let scrolled = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            frame.update(|frame| frame.top = f64::from(scroller.scroll_top()));
        }
    };
    let window = Memo::new(move |_| {
        listed.with(|listed| match &listed.rows {
            Rows::Few(rows) => Window::whole(rows.len()),
            Rows::Many(selection) => Window::of(frame.get(), selection.len()),
        })
    });
    draw_into(body, live, listed, window);
    follow_size(scroller, frame);
    back_to_top(scroller, query, frame);
    keep_place(scroller, listed, query, frame);
    let navigator = use_navigator();
    let open = move |event: leptos::ev::MouseEvent| {
        // The link does it by itself; elsewhere in the row a click means the same, unless text is being selected.
        let selecting =
            leptos::prelude::window().get_selection().ok().flatten().is_some_and(|s| !s.is_collapsed());
        if event.default_prevented() || selecting {
            return;
        }
        if let Some(key) = row_of(&event) {
            navigator.go(with_open(&navigator.route().get_untracked(), key));
        }
    };
    view! {
        <div class="ops-scroll" class:is-endless=move || query.with(ListQuery::is_endless) tabindex="0" role="region" aria-label="Table of operations" data-testid="ops-table"
            node_ref=scroller on:scroll=scrolled>
            <table class="ops-table" role="table" aria-label="Operations" aria-rowcount=move || row_count(&listed.read())>
                <thead role="rowgroup">
                    <tr role="row">
                        {COLUMNS.map(|column| view! { <Heading column query on_sort /> }).collect_any()}
                    </tr>
                </thead>
                <tbody role="rowgroup" class:is-placed=move || window.with(|window| window.row > 0.0) node_ref=body on:click=open on:mouseover=|event| name_in_full(&event)></tbody>
            </table>
        </div>
    }
}

/// All that a row shows beside its own values, and whether those have changed: while it stays the same, only rows that come are drawn.
#[derive(Clone, PartialEq)]
struct Setting {
    version: u64,
    route: Route,
    zone: String,
    now: i64,
    offset: usize,
}

/// Draws whenever anything that a row shows has changed: the rows, their values, the time, the zone, the address.
fn draw_into(body: NodeRef<html::Tbody>, live: Live, listed: Memo<Listed>, window: Memo<Window>) {
    let (navigator, zone, now) = (use_navigator(), use_zone(), use_server_now());
    let board = StoredValue::new_local(None::<Board>);
    // Each step of scrolling puts it off.
    let tidying = StoredValue::new_local(None::<Timeout>);
    // Counts addresses, so that a row writes its link anew only when it leads elsewhere.
    let address = StoredValue::new(0u64);
    Effect::new(move |before: Option<Option<Setting>>| {
        let body = body.get()?;
        let window = window.get();
        let offset = listed.with(|listed| listed.offset);
        let setting = Setting {
            version: live.store.version(),
            route: navigator.route().get(),
            zone: zone.name(),
            now: now.get(),
            offset,
        };
        let before = before.flatten();
        if before.as_ref().map(|before| &before.route) != Some(&setting.route) {
            address.update_value(|address| *address += 1);
        }
        let open = match &setting.route {
            Route::Operations { open, .. } => open.clone(),
            _ => None,
        };
        let href = |key: &OperationKey| with_open(&setting.route, key.clone()).href();
        let shown: Vec<Seen> = listed.with(|listed| listed.rows.slice(window.first, window.count));
        board.update_value(|board| {
            board.get_or_insert_with(|| Board::new(body.into())).draw(&Drawing {
                rows: &shown,
                window,
                same: before.as_ref() == Some(&setting),
                read: &|row| live.store.peek(|known| RowData::of(&known.row(row))),
                around: &|place, key| Around {
                    now: setting.now,
                    zone: &setting.zone,
                    place: offset + window.first + place,
                    open: is_open(open.as_ref(), key),
                    href: &href,
                    address: address.get_value(),
                },
            });
        });
        let untidy = board.with_value(|board| board.as_ref().is_some_and(Board::is_untidy));
        let tidy = move || {
            board.try_update_value(|board| board.as_mut().map(Board::tidy));
        };
        tidying.set_value(untidy.then(|| Timeout::new(TIDY_MS, tidy)));
        let known = |row: Seen| match row {
            Seen::Known(row) => Some(row),
            Seen::Unreadable(_) => None,
        };
        live.shows(shown.into_iter().filter_map(known).collect());
        Some(setting)
    });
}

/// The box's height, and the height of a row, which is another on a phone.
fn follow_size(scroller: NodeRef<html::Div>, frame: RwSignal<Frame>) {
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn Fn()>)>);
    Effect::new(move |_| {
        let Some(scroller) = scroller.get() else { return };
        let element: Element = scroller.into();
        let watched = element.clone();
        let measure = Closure::<dyn Fn()>::new(move || {
            let row = watched.query_selector(".ops-row:not(.row-unreadable)").ok().flatten();
            let row = row.map_or(0.0, |row| row.get_bounding_client_rect().height());
            frame.set(Frame {
                top: f64::from(watched.scroll_top()),
                height: f64::from(watched.client_height()),
                row,
            });
        });
        // A browser without it keeps what was measured first.
        if let Ok(watching) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            watching.observe(&element);
            observer.set_value(Some((watching, measure)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _)) = observer.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}

/// Another question begins at its first row; what the same question brings anew leaves the place alone.
fn back_to_top(scroller: NodeRef<html::Div>, query: Memo<ListQuery>, frame: RwSignal<Frame>) {
    Effect::new(move |before: Option<ListQuery>| {
        let query = ListQuery { zone: None, ..query.get() };
        if before.is_some_and(|before| before != query)
            // Where it is there already, asking for it would have the browser lay out all that is about to change.
            && frame.with_untracked(|frame| frame.top > 0.0)
            && let Some(scroller) = scroller.get_untracked()
        {
            scroller.set_scroll_top(0);
        }
        query
    });
}

/// Rows that come or go above what someone is reading must not push it. At the very top what is new may appear.
fn keep_place(
    scroller: NodeRef<html::Div>,
    listed: Memo<Listed>,
    query: Memo<ListQuery>,
    frame: RwSignal<Frame>,
) {
    Effect::new(move |before: Option<(Rows, ListQuery)>| {
        let (rows, query) = (listed.with(|listed| listed.rows.clone()), query.get());
        let Frame { top, row, .. } = frame.get_untracked();
        let moved = before.filter(|(_, asked)| *asked == query && top > 0.0 && row > 0.0);
        if let Some(scroller) = scroller.get_untracked()
            && let Some((Rows::Many(before), _)) = moved
            && let Rows::Many(now) = &rows
            && !now.same_rows(&before)
        {
            let by = shift(before.rows(), now.rows(), (top / row) as usize);
            scroller.set_scroll_top(scroller.scroll_top() + (by as f64 * row) as i32);
        }
        (rows, query)
    });
}

/// By how many places the row at `at` has moved; not at all where it isn't to be found nearby.
fn shift(before: &[RowId], now: &[RowId], at: usize) -> isize {
    const NEARBY: usize = 2_000;
    let Some(row) = before.get(at) else { return 0 };
    let from = at.saturating_sub(NEARBY);
    let near = now.iter().skip(from).take(2 * NEARBY);
    near.enumerate()
        .find(|(_, other)| *other == row)
        .map_or(0, |(place, _)| (from + place) as isize - at as isize)
}

/// All rows that match, and the heading; -1 where that isn't known, as ARIA has it.
fn row_count(listed: &Listed) -> i64 {
    listed.total.and_then(|total| i64::try_from(total).ok()).map_or(-1, |total| total + 1)
}

/// The operation of the row that was pressed, outside of what does something of its own there.
fn row_of(event: &leptos::ev::MouseEvent) -> Option<OperationKey> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    if target.closest("a, button, summary, pre").ok()?.is_some() {
        return None;
    }
    let row = target.closest("[data-operation-id]").ok()??;
    let value = |name: &str| row.get_attribute(name).unwrap_or_default();
    Some(OperationKey::new(value("data-operation-id"), value("data-device-id")))
}

#[component]
fn Heading(column: TableColumn, query: Memo<ListQuery>, on_sort: Callback<&'static str>) -> impl IntoView {
    let TableColumn { name, heading, class } = column;
    let order = Memo::new(move |_| {
        query.with(|q| q.sort.as_ref().filter(|s| s.column == name).map(|s| s.descending))
    });
    let aria = move || order.get().map(|descending| if descending { "descending" } else { "ascending" });
    view! {
        <th class=class role="columnheader" scope="col" aria-sort=aria>
            <button type="button" class="sort" data-testid=format!("sort-{name}") on:click=move |_| on_sort.run(name)>
                {heading}
                {dynamic(move || {
                    order.get().map(|descending| {
                        let arrow = if descending { IconName::ChevronDown } else { IconName::ChevronUp };
                        view! { <Icon name=arrow /> }.into_any()
                    })
                })}
            </button>
        </th>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_moves_with_what_comes_and_goes_above_it() {
        let rows = |range: std::ops::Range<u32>| range.map(RowId).collect::<Vec<_>>();
        let before = rows(10..60);
        assert_eq!(shift(&before, &before, 20), 0);
        assert_eq!(shift(&before, &rows(7..60), 20), 3, "three came");
        assert_eq!(shift(&before, &rows(12..60), 20), -2, "two went");
        assert_eq!(shift(&before, &rows(100..160), 20), 0, "none of it is there any more");
        assert_eq!(shift(&before, &before, 999), 0, "past the end");
    }
}
