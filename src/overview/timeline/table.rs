//! The same as a table: the operations in sight, device by device, each by time.

use super::view::View;
use crate::{
    reactive::{CollectAny, Memo, RwSignal},
    route::{OperationKey, use_navigator},
    time::intl::{Style, format_instant},
    ui::{Button, StatusBadge, grouped},
};
use history::RowId;
use leptos::prelude::*;

/// Rows at first, and with each press on "more".
const STEP: usize = 200;

/// A row of it.
#[derive(Clone, PartialEq)]
struct Shown {
    key: OperationKey,
    device: String,
    operation_type: String,
    status: String,
    from: String,
    until: String,
    note: &'static str,
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
        view.live.store.read(|known| {
            let shown = |bar: &timeline::Bar| {
                let row = known.row(RowId(bar.row));
                let name = row.device_name.filter(|name| !name.trim().is_empty()).unwrap_or(row.device_id);
                Shown {
                    key: OperationKey::new(row.id, row.device_id),
                    device: name.to_owned(),
                    operation_type: row.operation_type.to_owned(),
                    status: row.status.to_owned(),
                    from: at(bar.span.start),
                    until: match bar.span.reach > bar.span.end || bar.phase == timeline::Phase::Running {
                        true if bar.span.reach > bar.span.start => format!("{} expected", at(bar.span.reach)),
                        false if bar.span.reach > bar.span.start => at(bar.span.reach),
                        _ => "–".to_owned(),
                    },
                    note: if bar.overlaps { "Overlaps another one" } else { "" },
                }
            };
            chart.within(from, to).take(most.get()).map(|(_, bar)| shown(bar)).collect::<Vec<_>>()
        })
    });
    let line = move |row: Shown| {
        let href = navigator.route().with(|route| route.with_open(Some(row.key.clone())).href());
        view! {
            <tr>
                <th scope="row" class="bidi">{row.device}</th>
                <td><a href=href>{row.operation_type}</a></td>
                <td><StatusBadge status=row.status /></td>
                <td class="tabular">{row.from}</td>
                <td class="tabular">{row.until}</td>
                <td>{row.note}</td>
            </tr>
        }
    };
    let more = move || {
        let (shown, total) = (rows.with(Vec::len), total.get());
        (shown < total).then(|| {
            let words = format!("Show more: {} of {} are shown", grouped(shown as u64), grouped(total as u64));
            view! { <p class="tl-more"><Button on_press=move |()| most.update(|most| *most += STEP)>{words}</Button></p> }.into_any()
        })
    };
    view! {
        <div class="tl-scroll focus-in" tabindex="0" role="region" aria-label="Table of the timeline">
            <table class="report-table tl-table" aria-label="Operations in sight">
                <thead><tr>
                    <th scope="col">"Device"</th><th scope="col">"Type"</th><th scope="col">"Status"</th>
                    <th scope="col">"From"</th><th scope="col">"Until"</th><th scope="col">"Note"</th>
                </tr></thead>
                <tbody>{move || rows.get().into_iter().map(line).collect_any()}</tbody>
            </table>
            {more}
        </div>
    }
}
