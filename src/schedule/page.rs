//! The page "Schedule operation": form, review and outcome, one after the other in one place.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::data_section::DataSection;
use super::device_picker::DevicePicker;
use super::device_source::known_devices;
use super::draft::{Draft, storage_key};
use super::field::{FieldId, Finding};
use super::form::Form;
use super::live_request::LiveRequest;
use super::notify_section::NotifySection;
use super::origin;
use super::outcome_panel::OutcomePanel;
use super::request::posts;
use super::review_step::ReviewStep;
use super::seen_operations::provide_seen_operations;
use super::submission::{Fate, Submission};
use super::submit::Submit;
use super::what_section::WhatSection;
use super::when_section::WhenSection;
use crate::api::{Cancel, Problem};
use crate::route::{ListQuery, Navigator, OperationKey, Route, use_navigator};
use crate::session::{Drawer, Session, use_catalogue, use_session};
use crate::sync::{Live, use_live};
use crate::time::use_zone;
use crate::ui::{Banner, BannerKind, Button, ButtonKind, ConfirmDialog, ErrorSummary, Toasts, use_toasts};

/// A word to the person above the form.
#[derive(Debug, Clone, PartialEq)]
struct Note {
    kind: BannerKind,
    title: String,
    text: String,
}

/// What the parts of the page share. Copies share one state.
#[derive(Clone, Copy)]
struct Page {
    form: Form,
    submit: Submit,
    session: Session,
    live: Live,
    navigator: Navigator,
    /// The last look before it goes.
    reviewing: RwSignal<bool>,
    /// "Schedule" was pressed on this page, not before a reload.
    pressed: RwSignal<bool>,
    note: RwSignal<Option<Note>>,
    /// The draft that "Schedule again" has put aside.
    aside: RwSignal<Option<Draft>>,
    /// The browser keeps the draft.
    kept: RwSignal<bool>,
    toasts: Toasts,
}

/// Schedules an operation.
#[component]
pub fn SchedulePage() -> impl IntoView {
    let session = use_session();
    let live = use_live();
    let zone = use_zone().signal().get_untracked();
    provide_seen_operations(session, live);
    let note = RwSignal::new(None);
    let start = kept_draft(session, note).unwrap_or_default();
    let draft =
        RwSignal::new(Draft { zone: if start.zone.is_empty() { zone } else { start.zone.clone() }, ..start });
    let shape = Memo::new(move |_| session.shape());
    let page = Page {
        form: Form::new(draft, use_catalogue().catalogue(), known_devices(session), shape.into()),
        submit: Submit::new(session, live),
        session,
        live,
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
                <h1>"Schedule operation"</h1>
                <p class="page-meta">
                    {move || match (draft.with(Draft::is_blank), page.kept.get()) {
                        (true, _) => "",
                        (false, true) => "Draft kept in this tab",
                        (false, false) => "The browser will not keep this draft over a reload",
                    }}
                </p>
            </header>
            <div class="schedule-cols" class:schedule-single=move || page.reviewing.get() || sent.get()>
                {move || if sent.get() {
                    view! { <OutcomePanel submit=page.submit on_back=move |rest| page.back_with(rest) on_new=move |()| page.begin_anew() /> }
                        .into_any()
                } else {
                    view! { <ScheduleForm page /> }.into_any()
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
        <form id="schedule-form" class="schedule-form" aria-label="Schedule operation" novalidate on:submit=submit>
            {move || if page.reviewing.get() {
                let back = move |()| page.reviewing.set(false);
                view! { <ReviewStep form submit=page.submit on_back=back /> }.into_any()
            } else {
                view! { <Fields page /> }.into_any()
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
    let title = Memo::new(move |_| match form.summary().with(Vec::len) {
        1 => "One thing is not right yet".to_owned(),
        count => format!("{count} things are not right yet"),
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
                "Review"
            </Button>
            <Button kind=ButtonKind::Quiet disabled=blank on_press=move |()| asking.set(true)>
                "Discard draft"
            </Button>
            <p class="form-note">"Nothing is sent before you have seen the exact request."</p>
        </footer>
        <ConfirmDialog
            id="schedule-discard"
            open=asking
            title="Discard the draft?"
            confirm="Discard"
            danger=true
            on_confirm=move |()| {
                asking.set(false);
                page.begin_anew();
            }
            on_cancel=move |()| asking.set(false)
        >
            <p>"What is typed here is gone then."</p>
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
            view! { <Button on_press=press>"Bring the earlier draft back"</Button> }
        })
    };
    view! {
        {move || page.note.get().map(|Note { kind, title, text }| {
            view! { <Banner kind title actions=bring_back>{text}</Banner> }
        })}
        {move || types.problems().get().into_iter().map(|problem| {
            view! { <Banner kind=BannerKind::Warning title="Catalogue of operation types">{problem}</Banner> }
        }).collect_view()}
    }
}

impl Page {
    fn review(self) {
        self.form.refused.set(Vec::new());
        self.form.attempt();
        if self.form.checked.with_untracked(|checked| checked.request().is_some()) {
            self.reviewing.set(true);
        }
    }

    fn send(self) {
        let request = self.form.checked.with_untracked(|checked| checked.request());
        let shape = self.form.shape.get_untracked();
        match request.map(|request| posts(&request, shape)) {
            Some(Ok(posts)) => {
                self.pressed.set(true);
                self.submit.start(posts);
            }
            // Its time has passed while it was looked at; the fields say so.
            Some(Err(error)) => self.refuse_with(vec![Finding::error(FieldId::Form, error.to_string())]),
            None => self.refuse_with(Vec::new()),
        }
    }

    fn refuse_with(self, findings: Vec<Finding>) {
        self.reviewing.set(false);
        self.form.refused.set(findings);
        self.form.attempt();
    }

    /// Whether the intent's fate is shown in place of the form: a single request on its way stays on the review, and a
    /// single refused one goes back to the fields.
    fn shows_outcome(self) -> bool {
        self.submit.state.with(|state| match state.as_ref().map(|state| state.rows.as_slice()) {
            None | Some([]) => false,
            Some([one]) => !matches!(one.fate, Fate::Waiting | Fate::Sending | Fate::Refused(_)),
            Some(_) => true,
        })
    }

    fn follow_outcome(self) {
        Effect::new(move |_| {
            let Some(state) = self.submit.state.get() else { return };
            if state.is_complete() {
                self.succeed(&state);
            } else if !state.is_busy()
                && !state.has_effect()
                && let Some(Fate::Refused(findings)) =
                    state.rows.iter().map(|row| &row.fate).find(|fate| matches!(fate, Fate::Refused(_)))
            {
                self.submit.forget();
                self.refuse_with(findings.clone());
            }
        });
    }

    /// Everything is made: the draft is done, and the new operation is what one wants to see.
    fn succeed(self, state: &Submission) {
        let kind = self.form.draft.with_untracked(|draft| draft.operation_type.clone());
        self.form.restart(self.fresh());
        self.reviewing.set(false);
        let ([row], true) = (state.rows.as_slice(), self.pressed.get_untracked()) else { return };
        let Fate::Made(id) = &row.fate else { return };
        let devices = match row.post.device_ids.as_slice() {
            [one] => one.clone(),
            several => format!("{} devices", several.len()),
        };
        let named = id.as_ref().map(|id| format!(" as operation {id}")).unwrap_or_default();
        self.toasts.show(BannerKind::Success, format!("Scheduled {kind} on {devices}{named}."));
        self.submit.forget();
        let zone = self.navigator.route().with_untracked(|route| route.zone().map(str::to_owned));
        let device = row.post.device_ids.first().cloned().unwrap_or_default();
        let open = id.as_ref().map(|id| OperationKey::new(id.clone(), device));
        self.navigator.go(Route::Operations { query: ListQuery { zone, ..ListQuery::default() }, open });
    }

    fn back_with(self, rest: Vec<String>) {
        let findings = self.submit.state.with_untracked(|state| {
            let rows = state.iter().flat_map(|state| state.rows.iter());
            rows.filter_map(|row| match &row.fate {
                Fate::Refused(findings) => Some(findings.clone()),
                _ => None,
            })
            .flatten()
            .collect::<Vec<_>>()
        });
        self.submit.forget();
        self.reviewing.set(false);
        self.form.draft.update(|draft| draft.device_ids = rest);
        if !findings.is_empty() {
            self.refuse_with(findings);
        }
    }

    fn begin_anew(self) {
        self.submit.forget();
        self.note.set(None);
        self.aside.set(None);
        self.form.restart(self.fresh());
        let empty = self.navigator.route().with_untracked(|route| route.to_schedule(None));
        self.navigator.replace(empty);
    }

    /// A zone that nobody chose here follows the page's, until there is a time typed in it.
    fn follow_zone(self) {
        Effect::new(move |before: Option<String>| {
            let now = self.form.zone_in_force.get();
            if let Some(before) = before
                && self.form.draft.with_untracked(|draft| draft.zone == before && draft.date_time.is_empty())
            {
                self.form.draft.update(|draft| draft.zone.clone_from(&now));
            }
            now
        });
    }

    fn fresh(self) -> Draft {
        Draft { zone: self.form.zone_in_force.get_untracked(), ..Draft::default() }
    }

    /// Writes the draft into the tab's storage whenever it changes: it is small, and a reload gives no warning.
    fn keep_draft(self) {
        let Some(base) = base(self.session) else { return };
        let key = storage_key(&base);
        Effect::new(move |_| {
            self.form.draft.with(|draft| {
                if draft.is_blank() {
                    Drawer::Tab.forget(&key);
                } else {
                    self.kept.set(Drawer::Tab.put(&key, &draft.save()));
                }
            });
        });
    }

    /// "Schedule again": fills the form from the operation that the address names, once.
    fn follow_origin(self) {
        let from = Memo::new(move |_| match self.navigator.route().get() {
            Route::Schedule { from, .. } => from,
            _ => None,
        });
        let cancel = StoredValue::new_local(Cancel::default());
        on_cleanup(move || cancel.with_value(Cancel::abort));
        Effect::new(move |_| {
            let Some(key) = from.get() else { return };
            if self.form.draft.with_untracked(|draft| draft.origin == origin::name(&key)) {
                return;
            }
            let Some(client) = self.session.client() else { return };
            let cancel = cancel.get_value();
            spawn_local(async move {
                let came = origin::draft(&client, &key, self.live.store, &cancel).await;
                if !cancel.is_aborted() {
                    self.fill_from(&key, came);
                }
            });
        });
    }

    fn fill_from(self, key: &OperationKey, came: Result<Option<Draft>, Problem>) {
        let id = &key.id;
        let note = match came {
            Ok(Some(draft)) => {
                let before = self.form.draft.get_untracked();
                self.aside.set((!before.is_blank()).then_some(before));
                self.form.restart(Draft { zone: self.form.zone_in_force.get_untracked(), ..draft });
                let text = "Type, devices and settings are kept. Choose a new time.";
                Note {
                    kind: BannerKind::Info,
                    title: format!("Filled from operation {id}"),
                    text: text.into(),
                }
            }
            Ok(None) => Note {
                kind: BannerKind::Warning,
                title: format!("There is no operation {id}"),
                text: "The form begins empty.".into(),
            },
            Err(problem) => Note {
                kind: BannerKind::Warning,
                title: format!("Operation {id} could not be fetched"),
                text: format!("{} {}", problem.headline(), problem.advice()),
            },
        };
        self.note.set(Some(note));
    }
}

fn base(session: Session) -> Option<String> {
    session.connection().with_untracked(|c| c.as_ref().map(|c| c.base.clone()))
}

fn kept_draft(session: Session, note: RwSignal<Option<Note>>) -> Option<Draft> {
    let text = Drawer::Tab.get(&storage_key(&base(session)?))?;
    match Draft::load(&text) {
        Ok(draft) => Some(draft),
        Err(why) => {
            note.set(Some(Note { kind: BannerKind::Warning, title: "No draft".into(), text: why.into() }));
            None
        }
    }
}
