//! Describes a bar: as a tooltip, and for screen readers.

use crate::{
    overview::timeline::{charting::phase, view::View},
    time::{
        duration,
        intl::{Style, format_instant},
    },
    ui::{StatusBadge, status_look, visible_marks, whole_percent},
};
use gantt::{Bar, Chart, Phase};
use history::RowId;
use leptos::prelude::*;
use messages::timeline as text;

/// The values to describe.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    operation_type: String,
    device: String,
    status: String,
    when: String,
    took: String,
    overlaps: bool,
    selected: bool,
}

fn tell(view: View, chart: &Chart, bar: &Bar) -> Told {
    let zone = view.zone.name();
    let at = |ms: i64| format_instant(ms, &zone, Style::Short);
    let clock = |ms: i64| format_instant(ms, &zone, Style::Clock);
    let span = bar.span;
    let seconds = |ms: i64| duration::format(u64::try_from(ms / 1000).unwrap_or_default());
    let length = span.reach - span.start;
    view.sync.store.peek(|known| {
        let row = known.row(RowId(bar.row));
        let took = match phase(row.status) {
            Phase::Running => match row.progress {
                Some(progress) => text::percent_done(whole_percent(progress).into()),
                None => String::new(),
            },
            Phase::Waiting if length > 0 => text::expected_duration(&seconds(length)),
            Phase::Done | Phase::Failed if length > 0 => text::took(&seconds(length)),
            _ => String::new(),
        };
        Told {
            operation_type: visible_marks(row.operation_type).into_owned(),
            device: View::device(&row, chart),
            status: row.status.to_owned(),
            when: match bar.phase {
                Phase::Running => text::since(&at(span.start)),
                Phase::Stalled => text::last_update(&at(span.start), &at(span.end)),
                _ if length > 0 => text::from_until(&at(span.start), &clock(span.reach)),
                _ => at(span.start),
            },
            took,
            overlaps: bar.overlaps,
            selected: view.is_selected(bar.row),
        }
    })
}

/// The description as a sentence.
pub fn told(view: View, row: u32) -> String {
    let chart = view.chart.get_untracked();
    let Some(bar) = chart.find(row).and_then(|place| chart.bar(place)) else { return String::new() };
    let told = tell(view, &chart, bar);
    let mut parts = vec![
        text::type_on_device(&told.operation_type, &told.device),
        status_look(&told.status).word,
        told.when,
    ];
    parts.extend((!told.took.is_empty()).then_some(told.took));
    parts.extend(told.overlaps.then(|| text::overlap_spoken().to_owned()));
    parts.extend(told.selected.then(|| text::selected_spoken().to_owned()));
    parts.join(", ")
}

/// Tooltip at the pointer, or below the focused bar.
#[component]
pub fn Tip(
    view: View,
    /// The row and the position.
    at: Signal<Option<(u32, f64, f64)>>,
) -> impl IntoView {
    let row = Memo::new(move |_| at.get().map(|(row, ..)| row));
    let place = move || {
        at.get()
            .map_or_else(String::new, |(_, x, y)| format!("translate({}px, {}px)", x as i64, y as i64 + 14))
    };
    let right = move || at.get().is_some_and(|(_, x, _)| x > 420.0);
    let content = move || {
        let chart = view.chart.get();
        let told = row.get().and_then(|row| Some(tell(view, &chart, chart.bar(chart.find(row)?)?)));
        told.map(|told| {
            view! {
                <p class="tl-tip-head">
                    <StatusBadge status=told.status />
                    <b>{told.operation_type}</b>
                </p>
                <p class="bidi">{told.device}</p>
                <p class="tabular">
                    {told.when}{(!told.took.is_empty()).then(|| format!(", {}", told.took))}
                </p>
                {told
                    .overlaps
                    .then(|| view! { <p class="tl-tip-overlap">{text::overlap_note()}</p> }.into_any())}
                {told
                    .selected
                    .then(|| view! { <p class="tl-tip-selected">{text::selected_note()}</p> }.into_any())}
            }
            .into_any()
        })
    };
    // Hidden from screen readers, which get the text elsewhere.
    view! {
        <div
            class="tl-tip"
            class:tl-tip-left=right
            aria-hidden="true"
            hidden=move || row.get().is_none()
            style:transform=place
        >
            <div class="tl-tip-box">{(content).into_any()}</div>
        </div>
    }
}
