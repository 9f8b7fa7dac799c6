//! The outcome of a request as text, with links to its operations.

use leptos::prelude::*;

use crate::schedule::conflict_list::{ConflictList, operation_link};
use crate::schedule::field::Finding;
use crate::schedule::submit::backend::Progress;
use crate::schedule::submit::lookup::Extent;
use crate::schedule::submit::submission::{RequestOutcome, Row, Submission};
use crate::ui::{Button, Icon, IconName, visible_text};

/// One line per request.
#[component]
pub(super) fn Rows(
    /// The submission.
    state: Memo<Submission>,
    /// Progress of a search.
    progress: RwSignal<Option<Progress>>,
    /// Called when the user confirms an operation as the result.
    #[prop(into)]
    on_accept: Callback<String>,
) -> impl IntoView {
    let rows = move || state.with(|state| state.rows.iter().cloned().enumerate().collect::<Vec<_>>());
    view! {
        <ul class="outcomes" role="list">
            <For each=rows key=|(at, row)| format!("{at} {:?}", row.outcome) let((_, row))>
                <Outcome row progress on_accept />
            </For>
        </ul>
    }
}

#[component]
fn Outcome(row: Row, progress: RwSignal<Option<Progress>>, on_accept: Callback<String>) -> impl IntoView {
    let (devices, font) = match row.post.device_ids.as_slice() {
        [one] => (visible_text(one), "mono"),
        several => (messages::submit::device_count(several.len() as u64), ""),
    };
    let Message { tone, icon, before, after } = message(&row.outcome);
    let searching = row.outcome == RequestOutcome::Searching;
    let read = move || if searching { progress.get().map(progress_text) } else { None };
    let conflicts = match &row.outcome {
        RequestOutcome::Rejected(findings) => {
            findings.iter().flat_map(|finding| finding.conflicts.clone()).collect()
        }
        _ => Vec::new(),
    };
    let links = links(&row);
    let candidates = match row.outcome {
        RequestOutcome::Similar { .. } => links.clone(),
        _ => Vec::new(),
    };
    let named = if candidates.is_empty() { links } else { Vec::new() };
    view! {
        <li class=format!("outcome {tone}")>
            <Icon name=icon />
            <div>
                <span class=font>{devices}</span>
                " "
                <span>{before}</span>
                {named
                    .into_iter()
                    .enumerate()
                    .map(|(at, (id, href))| {
                        view! {
                            {if at == 0 { " " } else { ", " }}
                            <a class="mono" href=href>
                                {id}
                            </a>
                        }
                    })
                    .collect_view()}
                <span>{after}</span>
                " "
                <span class="muted">{read}</span>
                <ConflictList conflicts=Signal::stored(conflicts) />
                {(!candidates.is_empty()).then(|| view! { <Candidates candidates on_accept /> })}
            </div>
        </li>
    }
}

/// Operations that may be the result, one per line.
#[component]
fn Candidates(candidates: Vec<(String, String)>, on_accept: Callback<String>) -> impl IntoView {
    let line = |(id, href): (String, String)| {
        let label = messages::submit::operation_is_it(&id);
        let accepted = id.clone();
        view! {
            <li>
                <a class="mono" href=href>
                    {id}
                </a>
                <Button on_press=move |()| on_accept.run(accepted.clone())>{label.clone()}</Button>
            </li>
        }
    };
    view! {
        <ul class="outcome-candidates" role="list">
            {candidates.into_iter().map(line).collect_view()}
        </ul>
    }
}

/// Placeholder for the operation ids in a message.
const IDS: &str = "\u{1}";

/// Text of an outcome, before and after the operation ids.
struct Message {
    tone: &'static str,
    icon: IconName,
    before: String,
    after: String,
}

fn message(outcome: &RequestOutcome) -> Message {
    let say = |tone, icon, said: String| {
        let (before, after) = said.split_once(IDS).unwrap_or((&said, ""));
        Message { tone, icon, before: before.trim_end().to_owned(), after: after.to_owned() }
    };
    let spoken = |findings: &[Finding]| findings.iter().map(Finding::named).collect::<Vec<_>>().join(" ");
    match outcome {
        RequestOutcome::Pending => say("", IconName::Pending, messages::submit::not_sent_yet().into()),
        RequestOutcome::Preparing | RequestOutcome::Sending => {
            say("tone-info", IconName::InProgress, messages::submit::sending().into())
        }
        RequestOutcome::Searching => {
            say("tone-info", IconName::Search, messages::submit::searching_until_settled().into())
        }
        RequestOutcome::Created(ids) if ids.len() > 1 => say(
            "tone-warning",
            IconName::Warning,
            messages::submit::scheduled_several_times(ids.len() as u64, IDS),
        ),
        RequestOutcome::Created(_) => {
            say("tone-success", IconName::Completed, messages::submit::scheduled_as(IDS))
        }
        RequestOutcome::CreatedPerhapsTwice { .. } => {
            say("tone-warning", IconName::Warning, messages::submit::scheduled_perhaps_repeated(IDS))
        }
        RequestOutcome::PartlyCreated { findings, .. } => say(
            "tone-warning",
            IconName::Warning,
            messages::submit::scheduled_on_some_devices_as(IDS, &spoken(findings)),
        ),
        RequestOutcome::Rejected(findings) => {
            say("tone-error", IconName::Failed, messages::submit::rejected(&spoken(findings)))
        }
        RequestOutcome::Failed(why) => say("tone-error", IconName::Failed, why.clone()),
        RequestOutcome::Unknown(why) => {
            say("tone-warning", IconName::Unknown, messages::submit::operation_may_exist_because(why))
        }
        RequestOutcome::NotFound { reason, extent } => say(
            "tone-info",
            IconName::Info,
            messages::submit::not_in_list_because(reason, &extent_text(*extent)),
        ),
        RequestOutcome::Inconclusive { reason, extent } => say(
            "tone-warning",
            IconName::Unknown,
            messages::submit::not_found_may_exist(reason, &extent_text(*extent)),
        ),
        RequestOutcome::Similar { reason, .. } => {
            say("tone-warning", IconName::Unknown, messages::submit::these_may_be_it(reason))
        }
    }
}

/// How much was read, as a sentence.
fn extent_text(extent: Extent) -> String {
    let read = extent.read as u64;
    let said = match (extent.complete, extent.count) {
        (true, _) => messages::submit::all_read(read),
        (false, Some(count)) => messages::submit::some_read(read, count),
        (false, None) => messages::submit::read_without_count(read),
    };
    match extent.unreadable {
        0 => said,
        rows => messages::submit::read_with_unreadable(&said, rows as u64),
    }
}

fn progress_text(Progress { read, count }: Progress) -> String {
    match count {
        Some(count) => messages::submit::progress(read as u64, count),
        None => messages::submit::progress_without_count(read as u64),
    }
}

/// The operations to link to.
fn links(row: &Row) -> Vec<(String, String)> {
    let ids = match &row.outcome {
        RequestOutcome::Created(ids) | RequestOutcome::Similar { ids, .. } => ids.clone(),
        RequestOutcome::PartlyCreated { id, .. } => vec![id.clone()],
        RequestOutcome::CreatedPerhapsTwice { id, similar } => {
            std::iter::once(id).chain(similar).cloned().collect()
        }
        _ => Vec::new(),
    };
    let missing = match &row.outcome {
        RequestOutcome::PartlyCreated { missing, .. } => missing.as_slice(),
        _ => &[],
    };
    let device = row.post.device_ids.iter().find(|id| !missing.contains(id)).cloned().unwrap_or_default();
    ids.into_iter().map(|id| (id.clone(), operation_link(id, device.clone()))).collect()
}
