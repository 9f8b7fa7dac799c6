//! The timeline as a table: the operations in sight by device, each sorted by time.

use super::view::View;
use crate::{
    route::use_navigator,
    sync::SelectedRows,
    time::intl::{Style, format_instant},
    ui::{Button, StatusBadge, device_label, is_blank, visible_marks},
};
use history::RowId;
use leptos::prelude::*;
use messages::timeline as text;
use operation::OperationKey;
use web_sys::HtmlInputElement;

/// Number of rows at first, and added by each press of "more".
const STEP: usize = 200;

/// A row of the table.
#[derive(Clone, PartialEq)]
struct Shown {
    row: u32,
    key: OperationKey,
    device: String,
    /// Empty if it is the device's only name.
    device_id: String,
    operation_type: String,
    status: String,
    from: String,
    until: String,
    note: &'static str,
}

impl Shown {
    /// Key over all values: a row is rendered again only when one has changed, so that the focus stays where it is.
    fn whole(&self) -> String {
        let Self { row, key: _, device, device_id, operation_type, status, from, until, note } = self;
        format!("{row}\n{device}\n{device_id}\n{operation_type}\n{status}\n{from}\n{until}\n{note}")
    }
}

/// The operations in sight.
#[component]
pub fn TableView(view: View) -> impl IntoView {
    let navigator = use_navigator();
    let most = RwSignal::new(STEP);
    let total = Memo::new(move |_| {
        let (from, to) = view.bounds();
        view.chart.with(|chart| chart.within(from, to).count())
    });
    let rows = Memo::new(move |_| {
        let (from, to) = view.bounds();
        let (chart, zone) = (view.chart.get(), view.zone.name());
        let at = |ms: i64| format_instant(ms, &zone, Style::Full);
        view.sync.store.read(|known| {
            let shown = |bar: &gantt::Bar| {
                let row = known.row(RowId(bar.row));
                let name = row.device_name.filter(|name| !is_blank(name));
                Shown {
                    row: bar.row,
                    key: OperationKey::new(row.id, row.device_key()),
                    device: device_label(row.device_name, row.device_id),
                    device_id: name.map(|_| visible_marks(row.device_id).into_owned()).unwrap_or_default(),
                    operation_type: visible_marks(row.operation_type).into_owned(),
                    status: row.status.to_owned(),
                    from: at(bar.span.start),
                    until: match bar.span.reach > bar.span.end || bar.phase == gantt::Phase::Running {
                        _ if bar.phase == gantt::Phase::Stalled => text::last_update_at(&at(bar.span.end)),
                        true if bar.span.reach > bar.span.start => text::expected_end(&at(bar.span.reach)),
                        false if bar.span.reach > bar.span.start => at(bar.span.reach),
                        _ => "–".to_owned(),
                    },
                    note: if bar.overlaps { text::overlaps_another() } else { "" },
                }
            };
            chart.within(from, to).take(most.get()).map(|(_, bar)| shown(bar)).collect::<Vec<_>>()
        })
    });
    let line = move |row: Shown| {
        let Shown { row: at, key, .. } = row;
        let (name, id) = (text::select_operation(&key.id, &key.device_id), key.id.clone());
        let href = move || navigator.route().with(|route| route.with_open(Some(key.clone())).href());
        let press = move |event: leptos::ev::MouseEvent| {
            view.select(at, event.shift_key());
            // Always write it: the browser has already toggled the checkbox, which is wrong for a range selection.
            event_target::<HtmlInputElement>(&event).set_checked(view.is_selected(at));
        };
        view! {
            <tr
                class:is-selected=move || view.is_selected(at)
                aria-current=move || (view.open.get() == Some(at)).then_some("true")
            >
                <td class="tl-check">
                    <label>
                        <input
                            type="checkbox"
                            class="checkbox"
                            aria-label=name
                            prop:checked=move || view.is_selected(at)
                            on:click=press
                        />
                    </label>
                </td>
                <th scope="row">
                    <span class="bidi">{row.device}</span>
                    " "
                    <span class="meta mono">{row.device_id}</span>
                </th>
                <td class="mono">{id}</td>
                <td>
                    <a href=href>{row.operation_type}</a>
                </td>
                <td>
                    <StatusBadge status=row.status />
                </td>
                <td class="tabular">{row.from}</td>
                <td class="tabular">{row.until}</td>
                <td>{row.note}</td>
            </tr>
        }
    };
    let more = move || {
        let (shown, total) = (rows.with(Vec::len), total.get());
        (shown < total).then(|| {
            let words = text::show_more(shown as u64, total as u64);
            view! {
                <p class="tl-more">
                    <Button on_press=move |()| most.update(|most| *most += STEP)>{words}</Button>
                </p>
            }
            .into_any()
        })
    };
    view! {
        <div class="tl-scroll focus-in" tabindex="0" role="region" aria-label=text::table_region()>
            <table class="report-table tl-table" aria-label=text::operations_in_sight()>
                <thead>
                    <tr>
                        <SelectInSight view />
                        <th scope="col">{text::device()}</th>
                        <th scope="col">{text::id()}</th>
                        <th scope="col">{text::operation_type()}</th>
                        <th scope="col">{text::status()}</th>
                        <th scope="col">{text::from()}</th>
                        <th scope="col">{text::until()}</th>
                        <th scope="col">{text::note()}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.get() key=Shown::whole children=line />
                </tbody>
            </table>
            {more}
        </div>
    }
}

/// Selects or deselects all operations in sight, including those behind "more".
#[component]
fn SelectInSight(view: View) -> impl IntoView {
    let state = Memo::new(move |_| {
        let selected = view.sync.list.selection().rows();
        if selected.with(SelectedRows::is_empty) {
            return (false, false);
        }
        let (from, to) = view.bounds();
        view.chart.with(|chart| {
            let (mut some, mut all) = (false, true);
            selected.with(|selected| {
                chart.within(from, to).for_each(|(_, bar)| match selected.has(RowId(bar.row)) {
                    true => some = true,
                    false => all = false,
                });
            });
            (some && all, some)
        })
    });
    let press = move |_| {
        let (all, rows) = (state.get_untracked().0, view.in_sight());
        view.sync.list.selection().set(&rows, !all);
    };
    view! {
        <th scope="col" class="tl-check">
            <label>
                <input
                    type="checkbox"
                    class="checkbox"
                    aria-label=text::select_all_in_sight()
                    prop:checked=move || state.get().0
                    prop:indeterminate=move || !state.get().0 && state.get().1
                    on:change=press
                />
            </label>
        </th>
    }
}
