//! Failed operations by reason.

use crate::{
    report::{
        figures::{bar, counts_head},
        snapshot::{Snapshot, percent},
    },
    ui::visible_text,
};
use leptos::prelude::*;
use messages::report as text;
use std::sync::Arc;

/// Maximum number of reasons shown.
const MOST: usize = 50;

/// The count of each reason; nothing if no operation failed.
#[component]
pub fn ReasonTable(made: Arc<Snapshot>) -> impl IntoView {
    let reasons = &made.reasons;
    let failed = reasons.given.iter().map(|(_, count)| count).sum::<usize>() + reasons.not_given;
    if failed == 0 {
        return ().into_any();
    }
    let most =
        reasons.given.iter().map(|(_, count)| *count).chain([reasons.not_given]).max().unwrap_or_default();
    let row = |reason: AnyView, count: usize| {
        view! {
            <tr>
                <th scope="row">{reason}</th>
                <td class="report-bar-cell">{bar(count, most, "report-failed")}</td>
                <td class="num">{messages::number(count as u64)}</td>
                <td class="num">{percent(count, failed)}</td>
            </tr>
        }
    };
    let given = |(reason, count): &(String, usize)| {
        let reason = visible_text(reason);
        row(view! { <span class="wrap-anywhere bidi">{reason}</span> }.into_any(), *count)
    };
    let not_given = (reasons.not_given > 0)
        .then(|| row(view! { <span class="muted">{text::no_reason()}</span> }.into_any(), reasons.not_given));
    let more = (reasons.given.len() > MOST).then(|| {
        let words = text::top_reasons(MOST as u64, reasons.given.len() as u64);
        view! { <p class="meta">{words}</p> }.into_any()
    });
    view! {
        <section class="report-part report-wide" aria-labelledby="report-reasons">
            <h2 id="report-reasons">{text::by_reason()}</h2>
            <table class="report-table" aria-labelledby="report-reasons">
                {counts_head(text::column_reason())}
                <tbody>{reasons.given.iter().take(MOST).map(given).collect_view()} {not_given}</tbody>
            </table>
            {more}
        </section>
    }
    .into_any()
}
