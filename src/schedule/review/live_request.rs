//! The current request beside the form, as JSON or cURL, with its preflight.

use leptos::prelude::*;
use wire::{BodyShape, Revision, Value};

use crate::schedule::form::Form;
use crate::schedule::preflight::{PreflightList, known_conflicts};
use crate::schedule::request::{Post, body_text, curl, posts};
use crate::schedule::validate::{Checked, Parts};
use crate::session::use_session;
use crate::ui::{CodeBlock, SegmentedControl};

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
            <PreflightList form conflicts=known_conflicts(form) />
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
    let typed =
        Some(parts.data_text.as_str()).filter(|text| parts.operation_data.is_some() && !text.is_empty());
    body_text(&body, typed, shape.envelope)
}
