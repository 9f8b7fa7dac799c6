//! "Notification": who is notified at the end. Only the current revision of the API supports it.

use leptos::prelude::*;
use wire::Revision;

use super::state::Form;
use crate::schedule::field::FieldId;
use crate::ui::{Checkbox, Field, TextInput};

/// Selects the notifications.
#[component]
pub fn NotifySection(
    /// The form.
    form: Form,
) -> impl IntoView {
    let sent = Memo::new(move |_| form.shape.get().revision == Revision::Current);
    view! {
        <section class="form-section">
            <h2>{messages::schedule::notification()}</h2>
            <Show
                when=move || sent.get()
                fallback=|| {
                    view! { <p class="muted">{messages::schedule::notification_not_in_revision()}</p> }
                }
            >
                <NotifyFields form />
            </Show>
        </section>
    }
}

#[component]
fn NotifyFields(form: Form) -> impl IntoView {
    let on_completion = Memo::new(move |_| form.draft.with(|draft| draft.email_on_completion));
    let on_failure = Memo::new(move |_| form.draft.with(|draft| draft.email_on_failure));
    let webhook = Memo::new(move |_| form.draft.with(|draft| draft.webhook_url.clone()));
    view! {
        <div class="row notify-row">
            <Checkbox
                id=FieldId::EmailOnCompletion.element_id()
                label=messages::schedule::email_on_completion()
                checked=on_completion
                on_change=move |on| {
                    form.edit(&FieldId::EmailOnCompletion, |draft| draft.email_on_completion = on)
                }
                error=form.error(FieldId::EmailOnCompletion)
            />
            <Checkbox
                id=FieldId::EmailOnFailure.element_id()
                label=messages::schedule::email_on_failure()
                checked=on_failure
                on_change=move |on| form.edit(&FieldId::EmailOnFailure, |draft| draft.email_on_failure = on)
                error=form.error(FieldId::EmailOnFailure)
            />
        </div>
        <Field
            id=FieldId::Webhook.element_id()
            label=messages::schedule::webhook_url()
            hint=form.hint(FieldId::Webhook, messages::schedule::webhook_hint())
            error=form.error(FieldId::Webhook)
            on_blur=move |()| form.leave(FieldId::Webhook)
            let(of)
        >
            <TextInput
                of
                type_="url"
                mono=true
                value=webhook
                on_input=move |url: String| form.edit(&FieldId::Webhook, |draft| draft.webhook_url = url)
            />
        </Field>
    }
}
