//! The page "Schedule operation": form, review and outcome, one at a time.

mod draft_flow;
mod flow;

use leptos::prelude::*;

use crate::route::use_navigator;
use crate::schedule::devices::known_devices;
use crate::schedule::draft::Draft;
use crate::schedule::form::{DataSection, DevicePicker, Form, NotifySection, WhatSection, WhenSection};
use crate::schedule::preflight::{provide_seen_operations, use_seen_operations};
use crate::schedule::review::{LiveRequest, ReviewStep};
use crate::schedule::submit::{OutcomePanel, Submit};
use crate::session::{use_catalogue, use_session};
use crate::sync::use_sync;
use crate::time::use_zone;
use crate::ui::{Banner, BannerKind, Button, ButtonKind, ConfirmDialog, ErrorSummary, use_toasts};
use draft_flow::kept_draft;
use flow::{Note, Page};

/// Schedules an operation.
#[component]
pub fn SchedulePage() -> impl IntoView {
    let session = use_session();
    let sync = use_sync();
    use_catalogue().fetch();
    let zone = use_zone().signal().get_untracked();
    provide_seen_operations(session, sync);
    let note = RwSignal::new(None);
    let start = kept_draft(session, note).unwrap_or_default();
    let draft =
        RwSignal::new(Draft { zone: if start.zone.is_empty() { zone } else { start.zone.clone() }, ..start });
    let shape = Memo::new(move |_| session.shape());
    let page = Page {
        form: Form::new(
            draft,
            use_catalogue().catalogue(),
            known_devices(session, use_seen_operations().count),
            shape.into(),
        ),
        submit: Submit::new(session, sync),
        session,
        store: sync.store,
        navigator: use_navigator(),
        reviewing: RwSignal::new(false),
        pressed: RwSignal::new(false),
        note,
        aside: RwSignal::new(None),
        kept: RwSignal::new(true),
        toasts: use_toasts(),
    };
    page.keep_draft();
    page.follow_origin();
    page.follow_zone();
    page.follow_outcome();
    let sent = Memo::new(move |_| page.shows_outcome());
    view! {
        <section class="page schedule">
            <header class="page-head">
                <h1>{messages::schedule::schedule_operation()}</h1>
                <p class="page-meta">
                    {move || match (draft.with(Draft::is_blank), page.kept.get()) {
                        (true, _) => "",
                        (false, true) => messages::schedule::draft_kept(),
                        (false, false) => messages::schedule::draft_not_kept(),
                    }}
                </p>
            </header>
            <div class="schedule-cols" class:schedule-single=move || page.reviewing.get() || sent.get()>
                {move || {
                    if sent.get() {
                        view! {
                            <OutcomePanel
                                submit=page.submit
                                on_back=move |rest| page.back_with(rest)
                                on_new=move |()| page.begin_anew()
                            />
                        }
                            .into_any()
                    } else {
                        view! { <ScheduleForm page /> }.into_any()
                    }
                }}
            </div>
        </section>
    }
}

#[component]
fn ScheduleForm(page: Page) -> impl IntoView {
    let form = page.form;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if page.reviewing.get_untracked() { page.send() } else { page.review() }
    };
    view! {
        <form
            id="schedule-form"
            class="schedule-form"
            aria-label=messages::schedule::schedule_operation()
            novalidate
            on:submit=submit
        >
            {move || {
                if page.reviewing.get() {
                    let back = move |()| page.reviewing.set(false);
                    view! { <ReviewStep form submit=page.submit on_back=back /> }.into_any()
                } else {
                    view! { <Fields page /> }.into_any()
                }
            }}
        </form>
        <Show when=move || !page.reviewing.get()>
            <LiveRequest form />
        </Show>
    }
}

#[component]
fn Fields(page: Page) -> impl IntoView {
    let form = page.form;
    let asking = RwSignal::new(false);
    let title = Memo::new(move |_| {
        let count = form.summary().with(Vec::len);
        messages::schedule::things_not_right(count as u64)
    });
    let blank = Memo::new(move |_| form.draft.with(Draft::is_blank));
    view! {
        <ErrorSummary title items=form.summary() attempt=form.attempts />
        <Notes page />
        <WhatSection form />
        <DevicePicker form />
        <WhenSection form />
        <DataSection form />
        <NotifySection form />
        <footer class="form-foot">
            <Button kind=ButtonKind::Primary type_="submit">
                {messages::schedule::review()}
            </Button>
            <Button kind=ButtonKind::Quiet disabled=blank on_press=move |()| asking.set(true)>
                {messages::schedule::discard_draft()}
            </Button>
            <p class="form-note">{messages::schedule::nothing_sent_before_review()}</p>
        </footer>
        <ConfirmDialog
            id="schedule-discard"
            open=asking
            title=messages::schedule::discard_draft_question()
            confirm=messages::schedule::discard()
            danger=true
            on_confirm=move |()| {
                asking.set(false);
                page.begin_anew();
            }
            on_cancel=move |()| asking.set(false)
        >
            <p>{messages::schedule::discard_consequence()}</p>
        </ConfirmDialog>
    }
}

#[component]
fn Notes(page: Page) -> impl IntoView {
    let types = use_catalogue();
    let bring_back = move || {
        page.aside.with_untracked(Option::is_some).then(|| {
            let press = move |()| {
                if let Some(draft) = page.aside.get_untracked() {
                    page.aside.set(None);
                    page.note.set(None);
                    page.form.restart(draft);
                }
            };
            view! { <Button on_press=press>{messages::schedule::restore_earlier_draft()}</Button> }
        })
    };
    view! {
        {move || {
            page.submit
                .refused_token()
                .map(|said| {
                    view! {
                        <Banner kind=BannerKind::Warning title=messages::schedule::token_was_refused()>
                            {messages::schedule::token_was_refused_advice(&said)}
                        </Banner>
                    }
                })
        }}
        {move || {
            page.note
                .get()
                .map(|Note { kind, title, text }| {
                    view! {
                        <Banner kind title actions=bring_back>
                            {text}
                        </Banner>
                    }
                })
        }}
        {move || {
            types
                .problems()
                .get()
                .into_iter()
                .map(|problem| {
                    view! {
                        <Banner kind=BannerKind::Warning title=messages::schedule::operation_type_catalogue()>
                            {problem}
                        </Banner>
                    }
                })
                .collect_view()
        }}
    }
}
