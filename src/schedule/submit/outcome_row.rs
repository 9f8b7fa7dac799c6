//! One request's outcome in words, with links to the operations that it is about.

use leptos::prelude::*;

use super::backend::Progress;
use super::lookup::Extent;
use super::submission::{RequestOutcome, Row, Submission};
use crate::route::{ListQuery, Route, use_navigator};
use crate::schedule::field::Finding;
use crate::ui::{Button, Icon, IconName, grouped};
use operation::OperationKey;

/// A line for each request.
#[component]
pub(super) fn Rows(
    /// The submission.
    state: Memo<Submission>,
    /// How far a search has come.
    progress: RwSignal<Option<Progress>>,
    /// The person says that this operation is the one.
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
        [one] => (one.clone(), "mono"),
        several => (format!("{} devices", grouped(several.len() as u64)), ""),
    };
    let Message { tone, icon, before, after } = message(&row.outcome);
    let searching = row.outcome == RequestOutcome::Searching;
    let read = move || if searching { progress.get().map(progress_text) } else { None };
    let zone = use_navigator().route().with_untracked(|route| route.zone().map(str::to_owned));
    let links = links(&row, zone.as_ref());
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
                {named.into_iter().enumerate().map(|(at, (id, href))| view! {
                    {if at == 0 { " " } else { ", " }} <a class="mono" href=href>{id}</a>
                }).collect_view()}
                <span>{after}</span>
                " "
                <span class="muted">{read}</span>
                {(!candidates.is_empty()).then(|| view! { <Candidates candidates on_accept /> })}
            </div>
        </li>
    }
}

/// Operations that may be it, a line each.
#[component]
fn Candidates(candidates: Vec<(String, String)>, on_accept: Callback<String>) -> impl IntoView {
    let line = |(id, href): (String, String)| {
        let label = format!("It is {id}");
        let accepted = id.clone();
        view! {
            <li>
                <a class="mono" href=href>{id}</a>
                <Button on_press=move |()| on_accept.run(accepted.clone())>{label.clone()}</Button>
            </li>
        }
    };
    view! { <ul class="outcome-candidates" role="list">{candidates.into_iter().map(line).collect_view()}</ul> }
}

/// What an outcome says, around the ids of its operations.
struct Message {
    tone: &'static str,
    icon: IconName,
    before: String,
    after: String,
}

fn message(outcome: &RequestOutcome) -> Message {
    let say = |tone, icon, before: String| Message { tone, icon, before, after: String::new() };
    let spoken = |findings: &[Finding]| findings.iter().map(Finding::spoken).collect::<Vec<_>>().join(" ");
    match outcome {
        RequestOutcome::Pending => say("", IconName::Pending, "Not sent yet.".into()),
        RequestOutcome::Preparing | RequestOutcome::Sending => {
            say("tone-info", IconName::InProgress, "Sending.".into())
        }
        RequestOutcome::Searching => say(
            "tone-info",
            IconName::Search,
            "Nothing confirms it yet. The list is searched until the server has had time to carry it out."
                .into(),
        ),
        RequestOutcome::Created(ids) if ids.len() > 1 => Message {
            after: ".".into(),
            ..say("tone-warning", IconName::Warning, format!("Scheduled {} times, as", ids.len()))
        },
        RequestOutcome::Created(_) => {
            Message { after: ".".into(), ..say("tone-success", IconName::Completed, "Scheduled as".into()) }
        }
        RequestOutcome::CreatedPerhapsTwice { .. } => Message {
            after: ". The others may be repeats of it.".into(),
            ..say("tone-warning", IconName::Warning, "Scheduled as".into())
        },
        RequestOutcome::PartlyCreated { findings, .. } => Message {
            after: format!(", but not on all devices. {}", spoken(findings)),
            ..say("tone-warning", IconName::Warning, "Scheduled as".into())
        },
        RequestOutcome::Rejected(findings) => {
            say("tone-error", IconName::Failed, format!("Rejected: {}", spoken(findings)))
        }
        RequestOutcome::Failed(why) => say("tone-error", IconName::Failed, why.clone()),
        RequestOutcome::Unknown(why) => {
            say("tone-warning", IconName::Unknown, format!("{why} The operation may exist."))
        }
        RequestOutcome::NotFound { reason, extent } => say(
            "tone-info",
            IconName::Info,
            format!("{reason} {} It is not in the list.", extent_text(*extent)),
        ),
        RequestOutcome::Inconclusive { reason, extent } => say(
            "tone-warning",
            IconName::Unknown,
            format!("{reason} {} The operation may exist.", extent_text(*extent)),
        ),
        RequestOutcome::Similar { reason, .. } => {
            say("tone-warning", IconName::Unknown, format!("{reason} These operations may be it:"))
        }
    }
}

/// How much was read, in a sentence.
fn extent_text(extent: Extent) -> String {
    let read = match (extent.complete, extent.count) {
        (true, _) => format!("All {} operations were read.", grouped(extent.read as u64)),
        (false, Some(count)) => {
            format!("{} of {} operations were read.", grouped(extent.read as u64), grouped(count))
        }
        (false, None) => format!("{} operations were read.", grouped(extent.read as u64)),
    };
    match extent.unreadable {
        0 => read,
        1 => format!("{read} One that can't be read mentions these devices."),
        rows => format!("{read} {rows} that can't be read mention these devices."),
    }
}

fn progress_text(Progress { read, count }: Progress) -> String {
    match count {
        Some(count) => format!("{} of {} operations read.", grouped(read as u64), grouped(count)),
        None => format!("{} operations read.", grouped(read as u64)),
    }
}

/// The operations to look at.
fn links(row: &Row, zone: Option<&String>) -> Vec<(String, String)> {
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
    let query = ListQuery { zone: zone.cloned(), ..ListQuery::default() };
    ids.into_iter()
        .map(|id| {
            let open = Some(OperationKey::new(id.clone(), device.clone()));
            (id, Route::Operations { query: query.clone(), open }.href())
        })
        .collect()
}
