//! The summary of a request for the review.

use leptos::prelude::*;
use wire::{Revision, ScheduleRequest};

use super::settings_facts::{Fact, facts};
use crate::schedule::draft::When;
use crate::schedule::form::Form;
use crate::schedule::validate::when::{local_time, zone};
use crate::time::intl::{Browser, Style, format_instant};
use crate::time::{iso, relative::relative};
use crate::ui::{Icon, IconName, visible_marks, visible_text};

/// Maximum number of devices listed; the body has all.
const LISTED: usize = 200;

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
        let page_zone = form.zone_in_force.get();
        // What was entered, to compare: a browser may have old rules for the zone.
        let entered =
            form.draft.with(|draft| (draft.when == When::At).then(|| zone(draft, &page_zone).to_owned()));
        let local = entered.as_ref().and_then(|zone| local_time(at, zone, &Browser));
        let mut said: Vec<String> = local.into_iter().collect();
        said.extend([iso::spoken(at), relative(at, form.now.get())]);
        if entered.is_none_or(|zone| zone != page_zone) {
            said.push(format!("{} ({page_zone})", format_instant(at, &page_zone, Style::Full)));
        }
        Some(said.join(" · "))
    };
    let device_count =
        move || request.with(|request| request.as_ref().map_or(0, |request| request.device_ids.len() as u64));
    let devices = move || {
        let known = form.devices.get();
        let ids = request
            .with(|request| request.as_ref().map(|request| request.device_ids.clone()))
            .unwrap_or_default();
        let name = |id: &str| {
            known.get(id).and_then(|device| Some(visible_marks(device.name.as_deref()?).into_owned()))
        };
        let rest = ids.len().saturating_sub(LISTED);
        let listed = ids
            .into_iter()
            .take(LISTED)
            .map(|id| {
                let (name, note) = (name(&id), known.note_of(&id));
                (visible_text(&id), name, note)
            })
            .collect::<Vec<_>>();
        (listed, rest)
    };
    let told = move || {
        if form.shape.get().revision == Revision::Previous {
            return messages::schedule_review::no_notifications_in_revision().to_owned();
        }
        request.with(|request| request.as_ref().map_or_else(String::new, told))
    };
    let settings = Memo::new(move |_| {
        request.with(|request| {
            let data = request.as_ref().and_then(|request| request.data_text.as_deref());
            form.data_fields.with(|fields| facts(fields, data.unwrap_or_default()))
        })
    });
    view! {
        <dl class="facts review-facts">
            <div>
                <dt>{messages::schedule_review::what()}</dt>
                <dd>
                    {move || title().map(|title| format!("{title} · "))}
                    <span class="mono">{move || what().map(|kind| visible_marks(&kind).into_owned())}</span>
                </dd>
            </div>
            {move || {
                let (listed, rest) = settings.get();
                let rest = (rest > 0).then(|| messages::schedule_review::more_settings(rest as u64));
                let rest = rest.map(|text| (messages::schedule::settings().to_owned(), text));
                listed.into_iter().chain(rest).map(fact).collect_view()
            }}
            <div>
                <dt>{messages::schedule_review::when()}</dt>
                <dd>{when}</dd>
            </div>
            <div>
                <dt>{move || messages::schedule_review::on_devices(device_count())}</dt>
                <dd>
                    <ul
                        class="review-devices"
                        tabindex="0"
                        role="list"
                        aria-label=messages::schedule_review::targets()
                    >
                        {move || {
                            let (listed, rest) = devices();
                            let rest = (rest > 0)
                                .then(|| {
                                    let text = messages::schedule_review::more_devices(rest as u64);
                                    view! { <li class="muted">{text}</li> }
                                });
                            let listed = listed
                                .into_iter()
                                .map(|(id, name, note)| {
                                    view! {
                                        <li>
                                            {note.map(|_| view! { <Icon name=IconName::Unknown /> })}
                                            <span class="mono">{id}</span>
                                            {name
                                                .map(|name| {
                                                    view! {
                                                        " "
                                                        <span class="muted bidi">{name}</span>
                                                    }
                                                })}
                                            {note
                                                .map(|note| {
                                                    view! { <span class="muted">" (" {note} ")"</span> }
                                                })}
                                        </li>
                                    }
                                })
                                .collect_view();
                            (listed, rest)
                        }}
                    </ul>
                </dd>
            </div>
            <div>
                <dt>{messages::schedule_review::notifications()}</dt>
                <dd>{told}</dd>
            </div>
        </dl>
    }
}

fn fact((label, value): Fact) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
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
