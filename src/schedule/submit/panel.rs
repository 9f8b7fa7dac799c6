//! The outcome of a submission, where it is not simply done: lost answers, several requests, refusals among them.

use leptos::{html, prelude::*};

use super::handle::Submit;
use super::outcome_row::Rows;
use super::submission::{RequestOutcome, Row, Submission};
use crate::time::use_now;
use crate::ui::{Banner, BannerKind, Button, ButtonKind, ConfirmDialog, IconName};

/// Shows the outcome of each request and what can be done.
#[component]
pub fn OutcomePanel(
    /// The submission.
    submit: Submit,
    /// Back to the fields with the devices that nothing was created for.
    #[prop(into)]
    on_back: Callback<Vec<String>>,
    /// The form begins again, empty.
    #[prop(into)]
    on_new: Callback<()>,
) -> impl IntoView {
    let state = Memo::new(move |_| submit.state.get().unwrap_or_default());
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && heading.focus().is_err()
        {
            leptos::logging::log!("the focus could not be moved to the outcome");
        }
    });
    view! {
        <section class="result" aria-labelledby="schedule-outcome">
            <h2 id="schedule-outcome" tabindex="-1" node_ref=heading>{move || state.with(title)}</h2>
            <Notices submit state />
            <Rows state progress=submit.progress on_accept=move |id: String| submit.accept_similar(&id) />
            <Actions submit state on_back on_new />
        </section>
    }
}

fn any(state: Memo<Submission>, test: impl Fn(&RequestOutcome) -> bool) -> bool {
    state.with(|state| state.rows.iter().any(|row| test(&row.outcome)))
}

/// What the person must know before pressing anything.
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
            <Banner kind=BannerKind::Info title="Another tab is sending this">
                "Nothing is sent from here. This page continues when the other tab is done or closed."
            </Banner>
        </Show>
        <Show when=move || unknown.get()>
            <Banner kind=BannerKind::Warning title="Outcome unknown">
                "The request was sent, but nothing confirms that it was carried out. The operation may exist."
            </Banner>
        </Show>
        <Show when=move || inconclusive.get()>
            <Banner kind=BannerKind::Warning title="The operation may exist">
                "It was not found, but the list could not be read completely. Search again, or check with the administrator of the API."
            </Banner>
        </Show>
        <Show when=move || missing.get()>
            <Banner kind=BannerKind::Info title="Not in the list">
                "All operations were read, and it is not among them. It can be sent again; the list is searched once more right before."
            </Banner>
        </Show>
        <Show when=move || perhaps.get()>
            <Banner kind=BannerKind::Warning title="Perhaps carried out more than once">
                "The operation is scheduled. Others like it appeared at the same time: the browser or a proxy may have repeated the request."
            </Banner>
        </Show>
        <Show when=move || repeated.get()>
            <Banner kind=BannerKind::Warning title="Carried out more than once">
                "The request was sent once, but several operations match it: the browser or a proxy repeated it. The API has no way to cancel them."
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
    let wait = Memo::new(move |_| state.with(|state| (state.wait_ms(now.get()) + 999) / 1000));
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
        true => "Send the rest",
        false => "Send again",
    };
    view! {
        <Show when=move || { wait.get() > 0 && may_send.get() }>
            <p class="meta" role="timer">{move || format!("You can send it again in {} s.", wait.get())}</p>
        </Show>
        <div class="row">
            <Show when=move || here() && searchable.get()>
                <Button kind=ButtonKind::Primary icon=IconName::Search busy on_press=move |()| submit.search_again()>
                    "Search again"
                </Button>
            </Show>
            <Show when=move || here() && similar.get() && !busy.get()>
                <Button on_press=move |()| submit.dismiss_similar()>"None of these"</Button>
            </Show>
            <Show when=move || here() && may_send.get() && !open.get()>
                <Button busy disabled=Signal::derive(move || wait.get() > 0) on_press=move |()| submit.send_again(false)>
                    {again}
                </Button>
            </Show>
            <Show when=move || here() && inconclusive.get() && !busy.get()>
                <Button on_press=move |()| confirming.set(true)>"Send anyway"</Button>
            </Show>
            <Show when=move || here() && !open.get() && !rest.with(Vec::is_empty)>
                <Button icon=IconName::ArrowLeft disabled=busy on_press=move |()| on_back.run(rest.get())>
                    "Back to the form"
                </Button>
            </Show>
            <Show when=move || !here() || state.with(Submission::is_over)>
                <Button on_press=on_new>"Schedule another"</Button>
            </Show>
        </div>
        <ConfirmDialog
            id="schedule-send-anyway"
            open=confirming
            title="Send it although it may exist?"
            confirm="Send anyway"
            cancel="Cancel"
            danger=true
            on_confirm=move |()| {
                confirming.set(false);
                submit.send_again(true);
            }
            on_cancel=move |()| confirming.set(false)
        >
            <p>"If the first request was carried out, the operation then exists twice. The API has no way to cancel it. The list is searched once more before it is sent."</p>
        </ConfirmDialog>
    }
}

/// The devices that nothing was created for.
fn not_created(state: &Submission) -> Vec<String> {
    let of = |row: &Row| match &row.outcome {
        RequestOutcome::PartlyCreated { missing, .. } => missing.clone(),
        outcome if outcome.is_created() || outcome.is_open() => Vec::new(),
        _ => row.post.device_ids.clone(),
    };
    state.rows.iter().flat_map(of).collect()
}

fn title(state: &Submission) -> String {
    let (created, all) = (state.created(), state.rows.len());
    let any = |test: fn(&RequestOutcome) -> bool| state.rows.iter().any(|row| test(&row.outcome));
    match () {
        () if any(|outcome| *outcome == RequestOutcome::Searching) => {
            "Searching for the operation".to_owned()
        }
        () if any(|outcome| matches!(outcome, RequestOutcome::PartlyCreated { .. })) && all == 1 => {
            "Scheduled on some devices".to_owned()
        }
        () if state.is_over() && all == 1 => "Scheduled".to_owned(),
        () if state.is_over() => format!("All {all} requests are scheduled"),
        () if state.is_busy() => format!("Sending: {created} of {all} done"),
        () if any(RequestOutcome::is_open) && all == 1 => "Not confirmed".to_owned(),
        () if created == 0 && !any(RequestOutcome::is_open) => "Not scheduled".to_owned(),
        () => format!("{created} of {all} requests are scheduled"),
    }
}
