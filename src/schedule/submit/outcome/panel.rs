//! The outcome of a submission that isn't a plain success: lost answers, several requests, rejections.

use leptos::{html, prelude::*};

use super::outcome_row::Rows;
use crate::schedule::submit::handle::Submit;
use crate::schedule::submit::submission::{RequestOutcome, Row, Submission};
use crate::time::use_now;
use crate::ui::{Banner, BannerKind, Button, ButtonKind, ConfirmDialog, IconName};

/// Shows the outcome of each request and the available actions.
#[component]
pub fn OutcomePanel(
    /// The submission.
    submit: Submit,
    /// Returns to the form with the devices for which nothing was created.
    #[prop(into)]
    on_back: Callback<Vec<String>>,
    /// Resets the form.
    #[prop(into)]
    on_new: Callback<()>,
) -> impl IntoView {
    let state = Memo::new(move |_| submit.state.get().unwrap_or_default());
    let heading = NodeRef::<html::H2>::new();
    // The heading can be focused once it is in the document.
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && heading.focus().is_err()
        {
            leptos::logging::log!("the focus could not be moved to the outcome");
        }
    });
    view! {
        <section class="result" aria-labelledby="schedule-outcome">
            <h2 id="schedule-outcome" tabindex="-1" node_ref=heading>
                {move || state.with(title)}
            </h2>
            <Notices submit state />
            <Rows state progress=submit.progress on_accept=move |id: String| submit.accept_similar(&id) />
            <Actions submit state on_back on_new />
        </section>
    }
}

fn any(state: Memo<Submission>, test: impl Fn(&RequestOutcome) -> bool) -> bool {
    state.with(|state| state.rows.iter().any(|row| test(&row.outcome)))
}

/// What to know before choosing an action.
#[component]
fn Notices(submit: Submit, state: Memo<Submission>) -> impl IntoView {
    let idle = move || !submit.elsewhere.get() && !state.with(Submission::is_busy);
    let unknown = Memo::new(move |_| {
        idle()
            && any(state, |outcome| {
                matches!(outcome, RequestOutcome::Unknown(_) | RequestOutcome::Similar { .. })
            })
    });
    let inconclusive = Memo::new(move |_| {
        idle() && any(state, |outcome| matches!(outcome, RequestOutcome::Inconclusive { .. }))
    });
    let missing = Memo::new(move |_| {
        idle() && any(state, |outcome| matches!(outcome, RequestOutcome::NotFound { .. }))
    });
    let repeated = Memo::new(move |_| {
        any(state, |outcome| matches!(outcome, RequestOutcome::Created(ids) if ids.len() > 1))
    });
    let perhaps = Memo::new(move |_| {
        any(state, |outcome| matches!(outcome, RequestOutcome::CreatedPerhapsTwice { .. }))
    });
    let elsewhere = submit.elsewhere;
    view! {
        <Show when=move || elsewhere.get()>
            <Banner kind=BannerKind::Info title=messages::submit::elsewhere_title()>
                {messages::submit::elsewhere_advice()}
            </Banner>
        </Show>
        <Show when=move || unknown.get()>
            <Banner kind=BannerKind::Warning title=messages::submit::unknown_title()>
                {messages::submit::unknown_advice()}
            </Banner>
        </Show>
        <Show when=move || inconclusive.get()>
            <Banner kind=BannerKind::Warning title=messages::submit::inconclusive_title()>
                {messages::submit::inconclusive_advice()}
            </Banner>
        </Show>
        <Show when=move || missing.get()>
            <Banner kind=BannerKind::Info title=messages::submit::not_found_title()>
                {messages::submit::not_found_advice()}
            </Banner>
        </Show>
        <Show when=move || perhaps.get()>
            <Banner kind=BannerKind::Warning title=messages::submit::perhaps_repeated_title()>
                {messages::submit::perhaps_repeated_advice()}
            </Banner>
        </Show>
        <Show when=move || repeated.get()>
            <Banner kind=BannerKind::Warning title=messages::submit::repeated_title()>
                {messages::submit::repeated_advice()}
            </Banner>
        </Show>
    }
}

#[component]
fn Actions(
    submit: Submit,
    state: Memo<Submission>,
    on_back: Callback<Vec<String>>,
    on_new: Callback<()>,
) -> impl IntoView {
    let confirming = RwSignal::new(false);
    let busy = Memo::new(move |_| state.with(Submission::is_busy));
    let here = move || !submit.elsewhere.get();
    let now = use_now();
    let wait = Memo::new(move |_| {
        let wait_ms = state.with(|state| state.wait_ms(now.get()));
        u64::try_from((wait_ms + 999) / 1000).unwrap_or_default()
    });
    let open = Memo::new(move |_| any(state, RequestOutcome::is_open));
    let searchable = Memo::new(move |_| any(state, RequestOutcome::needs_search));
    let similar = Memo::new(move |_| any(state, |outcome| matches!(outcome, RequestOutcome::Similar { .. })));
    let inconclusive =
        Memo::new(move |_| any(state, |outcome| matches!(outcome, RequestOutcome::Inconclusive { .. })));
    let may_send = Memo::new(move |_| any(state, RequestOutcome::may_send));
    let rest = Memo::new(move |_| state.with(not_created));
    let again = move || match state
        .with(|state| state.rows.iter().any(|row| row.outcome == RequestOutcome::Pending))
    {
        true => messages::submit::send_rest(),
        false => messages::submit::send_again(),
    };
    view! {
        <Show when=move || { wait.get() > 0 && may_send.get() }>
            <p class="meta" role="timer">
                {move || messages::submit::send_again_in(wait.get())}
            </p>
        </Show>
        <div class="row">
            <Show when=move || here() && searchable.get()>
                <Button
                    kind=ButtonKind::Primary
                    icon=IconName::Search
                    busy
                    on_press=move |()| submit.search_again()
                >
                    {messages::submit::search_again()}
                </Button>
            </Show>
            <Show when=move || here() && similar.get() && !busy.get()>
                <Button on_press=move |()| {
                    submit.dismiss_similar()
                }>{messages::submit::none_of_these()}</Button>
            </Show>
            <Show when=move || here() && may_send.get() && !open.get()>
                <Button
                    busy
                    disabled=Signal::derive(move || wait.get() > 0)
                    on_press=move |()| submit.send_again(false)
                >
                    {again}
                </Button>
            </Show>
            <Show when=move || here() && inconclusive.get() && !busy.get()>
                <Button on_press=move |()| confirming.set(true)>{messages::submit::send_anyway()}</Button>
            </Show>
            <Show when=move || here() && !open.get() && !rest.with(Vec::is_empty)>
                <Button icon=IconName::ArrowLeft disabled=busy on_press=move |()| on_back.run(rest.get())>
                    {messages::submit::back_to_form()}
                </Button>
            </Show>
            <Show when=move || !here() || state.with(Submission::is_over)>
                <Button on_press=on_new>{messages::submit::schedule_another()}</Button>
            </Show>
        </div>
        <ConfirmDialog
            id="schedule-send-anyway"
            open=confirming
            title=messages::submit::send_anyway_question()
            confirm=messages::submit::send_anyway()
            cancel=messages::submit::cancel()
            danger=true
            on_confirm=move |()| {
                confirming.set(false);
                submit.send_again(true);
            }
            on_cancel=move |()| confirming.set(false)
        >
            <p>{messages::submit::send_anyway_consequence()}</p>
        </ConfirmDialog>
    }
}

/// The devices for which nothing was created.
fn not_created(state: &Submission) -> Vec<String> {
    let of = |row: &Row| match &row.outcome {
        RequestOutcome::PartlyCreated { missing, .. } => missing.clone(),
        outcome if outcome.is_created() || outcome.is_open() => Vec::new(),
        _ => row.post.device_ids.clone(),
    };
    state.rows.iter().flat_map(of).collect()
}

fn title(state: &Submission) -> String {
    let (created, all) = (state.created() as u64, state.rows.len() as u64);
    let any = |test: fn(&RequestOutcome) -> bool| state.rows.iter().any(|row| test(&row.outcome));
    match () {
        () if any(|outcome| *outcome == RequestOutcome::Searching) => {
            messages::submit::searching().to_owned()
        }
        () if any(|outcome| matches!(outcome, RequestOutcome::PartlyCreated { .. })) && all == 1 => {
            messages::submit::scheduled_on_some_devices().to_owned()
        }
        () if state.is_over() && all == 1 => messages::submit::scheduled().to_owned(),
        () if state.is_over() => messages::submit::all_scheduled(all),
        () if state.is_busy() => messages::submit::sending_progress(created, all),
        () if any(RequestOutcome::is_open) && all == 1 => messages::submit::not_confirmed().to_owned(),
        () if created == 0 && !any(RequestOutcome::is_open) => messages::submit::not_scheduled().to_owned(),
        () => messages::submit::some_scheduled(created, all),
    }
}
