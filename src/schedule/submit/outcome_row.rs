//! One request's outcome in words, with links to the operations that it is about.

use leptos::prelude::*;

use super::backend::Progress;
use super::lookup::Extent;
use super::submission::{RequestOutcome, Row, Submission};
use crate::reactive::{CollectAny, Keyed, Memo};
use crate::route::{ListQuery, OperationKey, Route, use_navigator};
use crate::ui::{Button, ButtonKind, Icon, IconName};

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
            <Keyed each=rows key=|(at, row)| format!("{at} {:?}", row.outcome) let((_, row))>
                <Outcome row progress on_accept />
            </Keyed>
        </ul>
    }
}

#[component]
fn Outcome(row: Row, progress: RwSignal<Option<Progress>>, on_accept: Callback<String>) -> impl IntoView {
    let devices = match row.post.device_ids.as_slice() {
        [one] => one.clone(),
        several => format!("{} devices", several.len()),
    };
    let (tone, icon, text) = message(&row.outcome);
    let searching = row.outcome == RequestOutcome::Searching;
    let read = move || if searching { progress.get().map(progress_text) } else { None };
    let zone = use_navigator().route().with_untracked(|route| route.zone().map(str::to_owned));
    let choose = matches!(row.outcome, RequestOutcome::Similar { .. });
    let links = links(&row, zone.as_ref()).into_iter().map(|(id, href)| {
        let accepted = id.clone();
        let label = format!("It is {id}");
        let button = choose.then(|| {
            view! { <Button kind=ButtonKind::Quiet on_press=move |()| on_accept.run(accepted.clone())>{label.clone()}</Button> }
        });
        view! { <a class="mono" href=href>{id}</a> " " {button} }
    });
    view! {
        <li class=format!("outcome {tone}")>
            <Icon name=icon />
            <div>
                <span class="mono">{devices}</span>
                " "
                <span>{text}</span>
                " "
                <span class="muted">{read}</span>
                {links.collect_any()}
            </div>
        </li>
    }
}

fn message(outcome: &RequestOutcome) -> (&'static str, IconName, String) {
    match outcome {
        RequestOutcome::Pending => ("", IconName::Pending, "Not sent yet.".into()),
        RequestOutcome::Preparing | RequestOutcome::Sending => {
            ("tone-info", IconName::InProgress, "Sending.".into())
        }
        RequestOutcome::Searching => (
            "tone-info",
            IconName::Search,
            "Nothing confirms it yet. The list is searched until the server has had time to carry it out."
                .into(),
        ),
        RequestOutcome::Created(ids) if ids.len() > 1 => {
            ("tone-warning", IconName::Warning, format!("Scheduled {} times:", ids.len()))
        }
        RequestOutcome::Created(_) => ("tone-success", IconName::Completed, "Scheduled.".into()),
        RequestOutcome::PartlyCreated { findings, .. } => {
            let said: Vec<String> = findings.iter().map(|finding| finding.spoken()).collect();
            (
                "tone-warning",
                IconName::Warning,
                format!("Scheduled, but not on all devices. {}", said.join(" ")),
            )
        }
        RequestOutcome::Rejected(findings) => {
            let said: Vec<String> = findings.iter().map(|finding| finding.spoken()).collect();
            ("tone-error", IconName::Failed, format!("Rejected: {}", said.join(" ")))
        }
        RequestOutcome::Failed(why) => ("tone-error", IconName::Failed, why.clone()),
        RequestOutcome::Unknown(why) => ("tone-warning", IconName::Unknown, format!("It may exist. {why}")),
        RequestOutcome::NotFound { reason, extent } => {
            ("tone-info", IconName::Info, format!("Not in the list. {} {reason}", extent_text(*extent)))
        }
        RequestOutcome::Inconclusive { reason, extent } => {
            ("tone-warning", IconName::Unknown, format!("It may exist. {} {reason}", extent_text(*extent)))
        }
        RequestOutcome::Similar { reason, .. } => {
            ("tone-warning", IconName::Unknown, format!("{reason} These operations may be it:"))
        }
    }
}

/// How much was read, in a sentence.
fn extent_text(extent: Extent) -> String {
    let read = match (extent.complete, extent.count) {
        (true, _) => format!("All {} operations were read.", extent.read),
        (false, Some(count)) => format!("{} of {count} operations were read.", extent.read),
        (false, None) => format!("{} operations were read.", extent.read),
    };
    match extent.unreadable {
        0 => read,
        1 => format!("{read} One that can't be read mentions these devices."),
        rows => format!("{read} {rows} that can't be read mention these devices."),
    }
}

fn progress_text(Progress { read, count }: Progress) -> String {
    match count {
        Some(count) => format!("{read} of {count} operations read. "),
        None => format!("{read} operations read. "),
    }
}

/// The operations to look at.
fn links(row: &Row, zone: Option<&String>) -> Vec<(String, String)> {
    let ids = match &row.outcome {
        RequestOutcome::Created(ids) | RequestOutcome::Similar { ids, .. } => ids.clone(),
        RequestOutcome::PartlyCreated { id, .. } => vec![id.clone()],
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
