//! The current request beside the form, as JSON or cURL, with its conflicts.

use leptos::prelude::*;
use wire::{BodyShape, Envelope, Revision, Value};

use super::conflicts::{Conflict, Wanted};
use super::field::Finding;
use super::form::Form;
use super::preflight;
use super::request::{Post, curl, posts};
use super::seen_operations::use_seen_operations;
use super::validate::{Checked, Parts};
use crate::session::use_session;
use crate::sync::use_sync;
use crate::time::intl::{Style, format_instant};
use crate::ui::{CodeBlock, Icon, IconName, SegmentedControl};

/// The panel on the right.
#[component]
pub fn LiveRequest(
    /// The form.
    form: Form,
) -> impl IntoView {
    let kind = RwSignal::new("json".to_owned());
    let options = vec![("json".to_owned(), "JSON".to_owned()), ("curl".to_owned(), "cURL".to_owned())];
    let url = resource();
    let text = Memo::new(move |_| {
        let shape = form.shape.get();
        let body = form.checked.with(|checked| body(checked, shape));
        if kind.get() == "curl" { curl(&url.get(), &body) } else { body }
    });
    let label = Memo::new(move |_| {
        if kind.get() == "curl" { "cURL" } else { messages::schedule_review::request_body() }.to_owned()
    });
    let more = Memo::new(move |_| {
        let devices = form.checked.with(|checked| checked.parts.device_ids.len());
        (form.shape.get().revision == Revision::Previous && devices > 1)
            .then(|| messages::schedule_review::first_of_requests(devices as u64))
    });
    let complete = Memo::new(move |_| form.checked.with(|checked| checked.request().is_some()));
    view! {
        <section class="request" aria-label=messages::schedule_review::request()>
            <header class="request-head">
                <h2>{messages::schedule_review::request()}</h2>
                <SegmentedControl
                    name="schedule-request-kind"
                    legend=messages::schedule_review::show_request_as()
                    legend_hidden=true
                    options=Signal::stored(options)
                    value=kind
                    on_change=move |chosen: String| kind.set(chosen)
                />
            </header>
            <CodeBlock text label />
            <p class="meta">
                {move || {
                    if complete.get() {
                        messages::schedule_review::as_it_would_go()
                    } else {
                        messages::schedule_review::not_complete()
                    }
                }} {move || more.get().map(|more| format!(" {more}"))}
            </p>
            <Preflight form />
        </section>
    }
}

/// Absolute URL of the endpoint.
pub fn resource() -> Memo<String> {
    let session = use_session();
    Memo::new(move |_| {
        session.connection().track();
        session.client().map(|client| client.resource()).unwrap_or_default()
    })
}

/// Body of the first request, or of the incomplete one.
fn body(checked: &Checked, shape: BodyShape) -> String {
    let first = checked.request().and_then(|request| posts(&request, shape).ok()?.into_iter().next());
    first.map_or_else(|| unfinished(&checked.parts, shape), |post: Post| post.body)
}

/// Body with the values known so far, in the order of a complete one.
fn unfinished(parts: &Parts, shape: BodyShape) -> String {
    let text = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let at = parts.scheduled_at.map_or(Value::Null, |at| Value::from(wire::Timestamp(at).to_iso()));
    let data = parts.operation_data.clone().map_or(Value::Null, Value::Object);
    let kind = text(&parts.operation_type);
    let body = match shape.revision {
        Revision::Current => serde_json::json!({
            "operation_type": kind, "device_ids": parts.device_ids, "scheduled_at": at, "operation_data": data
        }),
        Revision::Previous => serde_json::json!({
            "device_id": parts.device_ids.first(), "operation_type": kind, "scheduled_at": at, "parameters": data
        }),
    };
    let body = match shape.envelope {
        Envelope::Plain => body,
        Envelope::DataString => serde_json::json!({ "data": body.to_string() }),
    };
    catalogue::json::format(&body)
}

/// Conflicts with loaded operations, and warnings about the request.
#[component]
pub fn Preflight(
    /// The form.
    form: Form,
) -> impl IntoView {
    let sync = use_sync();
    let conflicts = Memo::new(move |_| {
        let parts = form.checked.with(|checked| checked.parts.clone());
        let starts = parts.scheduled_at.filter(|_| !parts.device_ids.is_empty())?;
        let wanted = Wanted { device_ids: &parts.device_ids, starts, estimated_s: estimate(form, &parts) };
        Some(sync.store.read(|history| preflight::conflicts(history, wanted, form.now.get_untracked())))
    });
    let warnings = Memo::new(move |_| {
        let about = |checked: &Checked| {
            checked.findings.iter().filter(|finding| !finding.is_error()).cloned().collect::<Vec<Finding>>()
        };
        form.checked.with(about)
    });
    let seen = use_seen_operations();
    let covered = move || {
        let (known, count) = sync.list.loaded();
        (known, seen.count.get().or(count))
    };
    let coverage = move || match covered() {
        (known, Some(count)) if known as u64 >= count => {
            messages::schedule_review::looked_at_all(known as u64)
        }
        (known, Some(count)) => messages::schedule_review::looked_at_some(known as u64, count),
        (known, None) => messages::schedule_review::looked_at_loaded(known as u64),
    };
    view! {
        <div class="stack preflight-frame">
            <ul class="preflight">
                {move || {
                    warnings
                        .get()
                        .into_iter()
                        .map(|finding| item("tone-warning", IconName::Warning, finding.message))
                        .collect_view()
                }}
                {move || match conflicts.get() {
                    None => ().into_any(),
                    Some(none) if none.is_empty() => clear(covered()).into_any(),
                    Some(conflicts) => conflict_items(conflicts, &form.zone_in_force.get()).into_any(),
                }}
            </ul>
            <p class="meta" hidden=move || conflicts.with(Option::is_none)>
                {coverage}
            </p>
        </div>
    }
}

fn estimate(form: Form, parts: &Parts) -> Option<u64> {
    let text =
        parts.operation_data.as_ref().map(|data| Value::Object(data.clone()).to_string()).unwrap_or_default();
    let minutes = form.catalogue.with(|catalogue| catalogue.get(&parts.operation_type)?.estimated_minutes);
    minutes.map(|minutes| u64::from(minutes) * 60).or_else(|| preflight::estimate(&text))
}

/// No conflict. Shows a check mark only if all operations were checked.
fn clear((known, count): (usize, Option<u64>)) -> impl IntoView {
    let whole = count.is_some_and(|count| known as u64 >= count);
    let (tone, icon) = if whole { ("tone-success", IconName::Check) } else { ("tone-info", IconName::Info) };
    item(tone, icon, messages::schedule_review::no_overlap().into())
}

/// Maximum number of conflicts listed.
const NAMED: usize = 10;

fn conflict_items(conflicts: Vec<Conflict>, zone: &str) -> impl IntoView {
    let rest = conflicts.len().saturating_sub(NAMED);
    let named = conflicts.into_iter().take(NAMED).map(|conflict| {
        let Conflict { with, until, assumed } = conflict;
        let from = format_instant(with.starts, zone, Style::Short);
        let to = format_instant(until, zone, Style::Short);
        let overlap = if assumed {
            messages::schedule_review::overlap_of_assumed_length
        } else {
            messages::schedule_review::overlap
        };
        let text = overlap(&with.device_id, &with.operation_type, &with.id, &from, &to);
        item("tone-warning", IconName::Warning, text)
    });
    let more = (rest > 0).then(|| {
        item("tone-warning", IconName::Warning, messages::schedule_review::more_overlaps(rest as u64))
    });
    (named.collect_view(), more)
}

fn item(tone: &str, icon: IconName, text: String) -> impl IntoView + use<> {
    view! {
        <li class=format!("preflight-item {tone}")>
            <Icon name=icon />
            <span>{text}</span>
        </li>
    }
}
