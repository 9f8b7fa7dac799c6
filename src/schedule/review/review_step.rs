//! The review before it is sent: a summary in words, and the exact request, folded.

use leptos::{html, prelude::*};
use wire::ScheduleRequest;

use super::live_request::resource;
use super::send_label::{Before, send_label};
use super::summary::Summary;
use crate::schedule::draft::When;
use crate::schedule::form::Form;
use crate::schedule::preflight::{PreflightList, known_conflicts};
use crate::schedule::request::{curl, posts};
use crate::schedule::submit::{Submission, Submit};
use crate::schedule::validate::Checked;
use crate::ui::{Button, ButtonKind, CodeBlock, IconName};

/// Says what is sent; its first button submits the form around it.
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
    let conflicts = known_conflicts(form);
    let send = Memo::new(move |_| {
        send_label(Before {
            token_refused: submit.refused_token().is_some(),
            is_in_conflict: form.conflict_reported()
                || conflicts.with(|known| known.as_ref().is_some_and(|known| !known.is_empty())),
            requests: several.get(),
            now: form.draft.with(|draft| draft.when == When::Now),
        })
    });
    let heading = NodeRef::<html::H2>::new();
    // The heading can be focused once it is in the document.
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
            <PreflightList form conflicts />
            <p class="muted" hidden=move || { several.get() < 2 }>
                {move || messages::schedule_review::one_request_a_device(several.get() as u64)}
            </p>
            <details class="review-exact">
                <summary>{messages::schedule_review::exact_request()}</summary>
                <CodeBlock text=first label=messages::schedule_review::request_body() />
                <CodeBlock text=command label="cURL" />
            </details>
            <footer class="form-foot">
                <Button kind=ButtonKind::Primary type_="submit" busy>
                    {move || send.get()}
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
