//! What a report is about, so that it can be read without the page: the question, the zone, the coverage, the checksum.

use super::{
    coverage::{coverage_words, moments},
    exporting::Exporting,
    snapshot::Snapshot,
    writing::Kind,
};
use crate::{
    route::{Route, asked_words},
    session::use_session,
    ui::{counted, grouped},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The head of a report.
#[component]
pub fn Head(made: Arc<Snapshot>, files: Exporting) -> impl IntoView {
    let moment = moments();
    let source =
        use_session().connection().with(|c| c.as_ref().map(|c| c.base.to_string()).unwrap_or_default());
    // Alone, a path says little of where it was.
    let source = match source.starts_with('/') {
        true => window().location().origin().unwrap_or_default() + &source,
        false => source,
    };
    let list = Route::Operations { query: made.query.clone(), open: None }.href();
    let period = match made.date.map(|date| (date.from.map(moment), date.to.map(moment))) {
        None | Some((None, None)) => "Any time".to_owned(),
        Some((Some(from), None)) => format!("{}: from {from} on", made.query.date_of),
        Some((None, Some(to))) => format!("{}: before {to}", made.query.date_of),
        Some((Some(from), Some(to))) => format!("{}: from {from}, before {to}", made.query.date_of),
    };
    let unreadable = match made.coverage.unreadable {
        0 => "0".to_owned(),
        rows => counted(rows as u64, "row, left out", "rows, left out"),
    };
    let at = made.at;
    let checksum = move || {
        files.of(Kind::Csv, at).map(|file| {
            let rows = grouped(file.written.rows as u64);
            view! {
                <div class="report-sum">
                    <dt>"SHA-256 of the CSV"</dt>
                    <dd><code class="wrap-anywhere">{file.written.sha256}</code> {format!(" ({rows} rows)")}</dd>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <dl class="report-head">
            <div>
                <dt>"Filter"</dt>
                <dd class="wrap-anywhere">{asked_words(&made.query)} " " <a class="report-change" href=list>"Edit filter"</a></dd>
            </div>
            <div><dt>"Period"</dt><dd>{period}</dd></div>
            <div><dt>"Zone"</dt><dd>{made.zone.clone()}</dd></div>
            <div><dt>"Coverage"</dt><dd>{coverage_words(made.coverage, moment)}</dd></div>
            <div><dt>"Unreadable rows"</dt><dd>{unreadable}</dd></div>
            <div><dt>"Computed at"</dt><dd>{moment(at)}</dd></div>
            <div><dt>"API"</dt><dd class="wrap-anywhere">{source}</dd></div>
            {checksum}
        </dl>
    }
}
