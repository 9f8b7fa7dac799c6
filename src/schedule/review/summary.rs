//! The summary of a request for the review.

use leptos::prelude::*;
use wire::{Revision, ScheduleRequest};

use crate::schedule::form::Form;
use crate::time::intl::{Style, format_instant};
use crate::time::{iso, relative::relative};

/// Summary of the request in plain words.
#[component]
pub fn Summary(
    /// The form.
    form: Form,
    /// The request; `None` while the form has errors.
    request: Memo<Option<ScheduleRequest>>,
) -> impl IntoView {
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
