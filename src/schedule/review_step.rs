//! The review: a summary and the exact request, before it is sent.

use leptos::{html, prelude::*};
use wire::{Revision, ScheduleRequest};

use super::form::Form;
use super::live_request::{Preflight, resource};
use super::request::{curl, posts};
use super::submit::{Submission, Submit};
use crate::time::intl::{Style, format_instant};
use crate::time::{iso, relative::relative};
use crate::ui::{Button, ButtonKind, CodeBlock, IconName};

/// Shows the exact request; "Schedule" submits the form around it.
#[component]
pub fn ReviewStep(
    /// The form.
    form: Form,
    /// The submission.
    submit: Submit,
    /// Returns to the form.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let url = resource();
    // Keep showing the last valid request if its time passes; pressing "Schedule" then returns to the field.
    let request = Memo::new(move |before: Option<&Option<ScheduleRequest>>| {
        form.checked.with(Checked::request).or_else(|| before.cloned().flatten())
    });
    let all = Memo::new(move |_| {
        request.get().and_then(|request| posts(&request, form.shape.get()).ok()).unwrap_or_default()
    });
    let first =
        Memo::new(move |_| all.with(|all| all.first().map(|post| post.body.clone()).unwrap_or_default()));
    let command = Memo::new(move |_| curl(&url.get(), &first.read()));
    let several = Memo::new(move |_| all.with(Vec::len));
    let busy = Memo::new(move |_| submit.state.with(|state| state.as_ref().is_some_and(Submission::is_busy)));
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && heading.focus().is_err()
        {
            leptos::logging::log!("the focus could not be moved to the review");
        }
    });
    view! {
        <section class="review" aria-labelledby="schedule-review">
            <h2 id="schedule-review" tabindex="-1" node_ref=heading>
                {messages::schedule_review::check_before_sending()}
            </h2>
            <Summary form request />
            <Preflight form />
            <p class="muted" hidden=move || { several.get() < 2 }>
                {move || messages::schedule_review::one_request_a_device(several.get() as u64)}
            </p>
            <CodeBlock text=first label=messages::schedule_review::request_body() />
            <CodeBlock text=command label="cURL" />
            <footer class="form-foot">
                <Button kind=ButtonKind::Primary type_="submit" busy>
                    {messages::schedule_review::schedule()}
                </Button>
                <Button icon=IconName::ArrowLeft disabled=busy on_press=on_back>
                    {messages::schedule_review::back()}
                </Button>
                <p class="form-note" role="status">
                    {move || busy.get().then(messages::schedule_review::sending)}
                </p>
            </footer>
        </section>
    }
}

use super::validate::Checked;

/// Summary of the request in plain words.
#[component]
fn Summary(form: Form, request: Memo<Option<ScheduleRequest>>) -> impl IntoView {
    let what = move || request.with(|request| request.as_ref().map(|request| request.operation_type.clone()));
    let title = move || {
        let name = what()?;
        form.catalogue.with(|catalogue| catalogue.get(&name).map(|kind| kind.title.clone()))
    };
    let when = move || {
        let at = request.with(|request| request.as_ref().map(|request| request.scheduled_at.0))?;
        let zone = form.zone_in_force.get();
        let here = format_instant(at, &zone, Style::Full);
        Some(format!("{}, {} ({here}, {zone})", iso::spoken(at), relative(at, form.now.get())))
    };
    let devices = move || {
        let known = form.devices.get();
        let ids = request
            .with(|request| request.as_ref().map(|request| request.device_ids.clone()))
            .unwrap_or_default();
        let name = |id: &str| known.get(id).and_then(|device| device.name.clone());
        ids.into_iter()
            .map(|id| {
                let name = name(&id);
                (id, name)
            })
            .collect::<Vec<_>>()
    };
    let told = move || {
        if form.shape.get().revision == Revision::Previous {
            return messages::schedule_review::no_notifications_in_revision().to_owned();
        }
        request.with(|request| request.as_ref().map_or_else(String::new, told))
    };
    view! {
        <dl class="facts review-facts">
            <div>
                <dt>{messages::schedule_review::what()}</dt>
                <dd>
                    <span class="mono">{what}</span>
                    {move || title().map(|title| format!(" · {title}"))}
                </dd>
            </div>
            <div>
                <dt>{move || messages::schedule_review::on_devices(devices().len() as u64)}</dt>
                <dd>
                    <ul
                        class="review-devices"
                        tabindex="0"
                        role="list"
                        aria-label=messages::schedule_review::targets()
                    >
                        {move || {
                            devices()
                                .into_iter()
                                .map(|(id, name)| {
                                    view! {
                                        <li>
                                            <span class="mono">{id}</span>
                                            {name
                                                .map(|name| {
                                                    view! {
                                                        " "
                                                        <span class="muted bidi">{name}</span>
                                                    }
                                                })}
                                        </li>
                                    }
                                })
                                .collect_view()
                        }}
                    </ul>
                </dd>
            </div>
            <div>
                <dt>{messages::schedule_review::when()}</dt>
                <dd>{when}</dd>
            </div>
            <div>
                <dt>{messages::schedule_review::notifications()}</dt>
                <dd>{told}</dd>
            </div>
        </dl>
    }
}

fn told(request: &ScheduleRequest) -> String {
    let Some(settings) = &request.notification_settings else {
        return messages::schedule_review::no_notifications().to_owned();
    };
    let mut parts = Vec::new();
    match (settings.email_on_completion, settings.email_on_failure) {
        (true, true) => {
            parts.push(messages::schedule_review::by_email_on_completion_and_failure().to_owned())
        }
        (true, false) => parts.push(messages::schedule_review::by_email_on_completion().to_owned()),
        (false, true) => parts.push(messages::schedule_review::by_email_on_failure().to_owned()),
        (false, false) => {}
    }
    parts.extend(settings.webhook_url.as_ref().map(|url| messages::schedule_review::by_webhook(url)));
    parts.join("; ")
}
