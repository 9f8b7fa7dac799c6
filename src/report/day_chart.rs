//! Bar chart of operations over time, with the data as a table.

use super::snapshot::{Snapshot, Timed};
use crate::{history_query::time_field, time::span::Span};
use leptos::prelude::*;
use messages::report as text;
use query::time_label;
use std::sync::Arc;

/// Height of the chart in its own units.
const HIGH: usize = 100;

/// Operations by day, or by a longer unit if there are too many days.
#[component]
pub fn DayChart(made: Arc<Snapshot>) -> impl IntoView {
    let undated = (made.undated > 0)
        .then(|| view! { <p class="meta">{text::undated(made.undated as u64)}</p> }.into_any());
    let beyond = made.timed.as_ref().map_or(0, |timed| timed.beyond);
    let beyond = (beyond > 0).then(|| view! { <p class="meta">{text::beyond(beyond as u64)}</p> }.into_any());
    let body = match &made.timed {
        Some(timed) => view! { <Bars timed=timed.clone() /> }.into_any(),
        None => view! { <p class="muted">{text::nothing_to_draw()}</p> }.into_any(),
    };
    let by_span = match made.timed.as_ref().map_or(Span::Day, |timed| timed.spans.span) {
        Span::Day => text::by_day,
        Span::Week => text::by_week,
        Span::Month => text::by_month,
        Span::Year => text::by_year,
    };
    let heading = by_span(time_label(time_field(&made.query.date_of)));
    view! {
        <section class="report-part report-wide" aria-labelledby="report-days">
            <h2 id="report-days">{heading}</h2>
            {body}
            {beyond}
            {undated}
        </section>
    }
}

#[component]
fn Bars(timed: Timed) -> impl IntoView {
    let span = timed.spans.span;
    let names: Vec<String> = timed.spans.firsts.iter().map(|first| span.name(*first)).collect();
    let most = timed.all.iter().copied().max().unwrap_or_default();
    let (first, last) =
        (names.first().cloned().unwrap_or_default(), names.last().cloned().unwrap_or_default());
    let busiest = timed.all.iter().position(|count| *count == most).and_then(|at| names.get(at)).cloned();
    let chart_by_span = match span {
        Span::Day => text::chart_by_day,
        Span::Week => text::chart_by_week,
        Span::Month => text::chart_by_month,
        Span::Year => text::chart_by_year,
    };
    let failed = timed.failed.iter().sum::<usize>() as u64;
    let label = chart_by_span(&first, &last, most as u64, &busiest.unwrap_or_default(), failed);
    let bars = timed.all.iter().zip(&timed.failed).enumerate().map(|(at, (all, failed))| {
        // The smallest count is still visible.
        let high = |count: usize| match (count, (count * HIGH).checked_div(most)) {
            (0, _) | (_, None) => 0,
            (_, Some(high)) => high.max(1),
        };
        let rect = |count, class: &'static str, inset: usize, width: &'static str| {
            let (x, y, height) = (at * 10 + inset, HIGH - high(count), high(count));
            view! { <rect class=class x=x.to_string() y=y.to_string() width=width height=height.to_string()></rect> }
        };
        // Failed ones are narrower, as colours are not told apart everywhere.
        view! {
            {rect(*all, "report-all", 1, "8")}
            {rect(*failed, "report-failed", 3, "4")}
        }
    });
    let rows = names.iter().zip(timed.all.iter().zip(&timed.failed)).map(|(name, (all, failed))| {
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="num">{messages::number(*all as u64)}</td>
                <td class="num">{messages::number(*failed as u64)}</td>
            </tr>
        }
    });
    view! {
        <p class="report-legend meta">
            <span class="report-key report-all"></span>
            {text::legend_all()}
            <span class="report-key report-failed"></span>
            {text::legend_failed()}
            <span class="report-most">{text::highest_bar(most as u64)}</span>
        </p>
        <svg
            class="report-days"
            viewBox=format!("0 0 {} {HIGH}", names.len() * 10)
            preserveAspectRatio="none"
            role="img"
            aria-label=label
        >
            {bars.collect_view()}
        </svg>
        <p class="report-ends meta">
            <span>{first}</span>
            <span>{last}</span>
        </p>
        <details>
            <summary>{text::as_table()}</summary>
            <table class="report-table" aria-labelledby="report-days">
                <thead>
                    <tr>
                        <th scope="col">
                            {if span == Span::Week { text::week_from() } else { text::span() }}
                        </th>
                        <th scope="col" class="num">
                            {text::operations()}
                        </th>
                        <th scope="col" class="num">
                            {text::failed()}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
}
