//! Head of a report with everything needed to read it without the page: query, zone, coverage and checksum.

use super::{
    coverage::{coverage_words, moments},
    exporting::Exporting,
    snapshot::Snapshot,
    writing::Kind,
};
use crate::{
    history_query::time_field,
    route::{Route, query_summary},
    session::use_session,
};
use leptos::prelude::*;
use messages::report as text;
use query::time_label;
use std::sync::Arc;

/// The head of a report.
#[component]
pub fn Head(made: Arc<Snapshot>, files: Exporting) -> impl IntoView {
    let moment = moments();
    let source =
        use_session().connection().with(|c| c.as_ref().map(|c| c.base.to_string()).unwrap_or_default());
    // A path alone doesn't identify the server.
    let source = match source.starts_with('/') {
        true => window().location().origin().unwrap_or_default() + &source,
        false => source,
    };
    let list = Route::Operations { query: made.query.clone(), open: None }.href();
    let time = time_label(time_field(&made.query.date_of));
    let reversed = made.date.is_some_and(|date| date.is_reversed()).then(messages::list::period_reversed);
    let period = match made.date.map(|date| (date.from.map(moment), date.to.map(moment))) {
        None | Some((None, None)) => text::any_time().to_owned(),
        Some((Some(from), None)) => text::period_from(time, &from),
        Some((None, Some(to))) => text::period_to(time, &to),
        Some((Some(from), Some(to))) => text::period_from_to(time, &from, &to),
    };
    let unreadable = text::unreadable_left_out(made.coverage.unreadable as u64);
    let partly = made.partly_unreadable as u64;
    let partly = (partly > 0).then(|| text::partly_unreadable(partly));
    let overwritten = made.overwritten as u64;
    let overwritten = (overwritten > 0).then(|| text::overwritten(overwritten));
    let at = made.at;
    let checksum = move || {
        files.of(Kind::Csv, at).map(|file| {
            let rows = text::rows_in_csv(file.written.rows as u64);
            view! {
                <div class="report-sum">
                    <dt>{text::csv_checksum()}</dt>
                    <dd>
                        <code class="wrap-anywhere">{file.written.sha256}</code>
                        " "
                        {rows}
                    </dd>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <p class="print-only report-title">{text::print_title(&moment(at))}</p>
        <dl class="report-head">
            <div>
                <dt>{text::filter()}</dt>
                <dd class="wrap-anywhere">
                    {query_summary(&made.query)} " " <a class="report-change" href=list>
                        {text::edit_filter()}
                    </a>
                </dd>
            </div>
            <div>
                <dt>{text::period()}</dt>
                <dd>{period} " " {reversed}</dd>
            </div>
            <div>
                <dt>{text::zone()}</dt>
                <dd>{made.zone.clone()}</dd>
            </div>
            <div>
                <dt>{text::coverage()}</dt>
                <dd>{coverage_words(made.coverage, moment)}</dd>
            </div>
            <div>
                <dt>{text::unreadable_rows()}</dt>
                <dd>{unreadable} " " {partly} " " {overwritten}</dd>
            </div>
            <div>
                <dt>{text::computed_at()}</dt>
                <dd>{moment(at)}</dd>
            </div>
            <div>
                <dt>{text::api()}</dt>
                <dd class="wrap-anywhere">{source}</dd>
            </div>
            {checksum}
        </dl>
    }
}
