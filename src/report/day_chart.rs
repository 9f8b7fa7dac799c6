//! Operations over time, as bars, with a table behind.

use super::snapshot::{Snapshot, Timed};
use crate::ui::{counted, grouped};
use leptos::prelude::*;
use std::sync::Arc;

/// Height of the chart's own grid.
const HIGH: usize = 100;

/// Operations by day, or by a longer span where the days are too many.
#[component]
pub fn DayChart(made: Arc<Snapshot>) -> impl IntoView {
    let field = made.query.date_of.clone();
    let undated = (made.undated > 0).then(|| {
        let words =
            counted(made.undated as u64, "operation says no such time", "operations say no such time");
        view! { <p class="meta">{words}"."</p> }.into_any()
    });
    let body = match &made.timed {
        Some(timed) => view! { <Bars timed=timed.clone() /> }.into_any(),
        None => view! { <p class="muted">"Nothing to draw: no operation has this time, or they are too far apart."</p> }.into_any(),
    };
    let span = made.timed.as_ref().map_or("day", |timed| timed.spans.span.word());
    view! {
        <section class="report-part report-wide" aria-labelledby="report-days">
            <h2 id="report-days">{format!("By {span} ({field})")}</h2>
            {body}
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
    let label = format!(
        "Operations by {}, {first} to {last}; most are {} in {}, {} failed in all",
        span.word(),
        grouped(most as u64),
        busiest.unwrap_or_default(),
        grouped(timed.failed.iter().sum::<usize>() as u64),
    );
    let bars = timed.all.iter().zip(&timed.failed).enumerate().map(|(at, (all, failed))| {
        // The smallest count is still a line.
        let high = |count: usize| match (count, (count * HIGH).checked_div(most)) {
            (0, _) | (_, None) => 0,
            (_, Some(high)) => high.max(1),
        };
        let rect = |count, class: &'static str| {
            let (x, y, height) = (at * 10 + 1, HIGH - high(count), high(count));
            view! { <rect class=class x=x.to_string() y=y.to_string() width="8" height=height.to_string()></rect> }
        };
        view! { {rect(*all, "report-all")} {rect(*failed, "report-failed")} }
    });
    let rows = names.iter().zip(timed.all.iter().zip(&timed.failed)).map(|(name, (all, failed))| {
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="num">{grouped(*all as u64)}</td>
                <td class="num">{grouped(*failed as u64)}</td>
            </tr>
        }
    });
    view! {
        <p class="report-legend meta">
            <span class="report-key report-all"></span>"All" <span class="report-key report-failed"></span>"of these, failed"
            <span class="report-most">{format!("highest bar: {}", grouped(most as u64))}</span>
        </p>
        <svg class="report-days" viewBox=format!("0 0 {} {HIGH}", names.len() * 10) preserveAspectRatio="none" role="img" aria-label=label>
            {bars.collect_view()}
        </svg>
        <p class="report-ends meta"><span>{first}</span><span>{last}</span></p>
        <details>
            <summary>"As a table"</summary>
            <table class="report-table" aria-labelledby="report-days">
                <thead><tr>
                    <th scope="col">{if span.word() == "week" { "Week from" } else { "Span" }}</th>
                    <th scope="col" class="num">"Operations"</th>
                    <th scope="col" class="num">"Failed"</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
}
