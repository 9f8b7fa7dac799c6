//! Flow of the schedule page: review, sending, and handling each outcome.

use leptos::prelude::*;

use crate::route::{ListQuery, Navigator, Route};
use crate::schedule::draft::Draft;
use crate::schedule::field::{FieldId, Finding};
use crate::schedule::form::Form;
use crate::schedule::request::posts;
use crate::schedule::submit::{RequestOutcome, Submission, Submit};
use crate::session::Session;
use crate::sync::SharedStore;
use crate::ui::{BannerKind, Toasts, visible_text};
use operation::OperationKey;

/// A message above the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Kind of the message.
    pub kind: BannerKind,
    /// Short summary.
    pub title: String,
    /// Cause and remedy.
    pub text: String,
}

/// State shared by the parts of the page. Copies share one state.
#[derive(Clone, Copy)]
pub struct Page {
    /// The fields.
    pub form: Form,
    /// The submission.
    pub submit: Submit,
    /// The connection.
    pub session: Session,
    /// The store, which receives the new operation.
    pub store: SharedStore,
    /// Navigation of the app.
    pub navigator: Navigator,
    /// The review is shown.
    pub reviewing: RwSignal<bool>,
    /// "Schedule" was pressed on this page, not before a reload.
    pub pressed: RwSignal<bool>,
    /// Message above the form.
    pub note: RwSignal<Option<Note>>,
    /// The previous draft, replaced by "Schedule again".
    pub aside: RwSignal<Option<Draft>>,
    /// The browser saved the draft.
    pub kept: RwSignal<bool>,
    /// Queue for transient messages.
    pub toasts: Toasts,
}

impl Page {
    /// Shows the review, or the errors.
    pub(super) fn review(self) {
        self.form.refused.set(Vec::new());
        self.form.attempt();
        if self.form.checked.with_untracked(|checked| checked.request().is_some()) {
            self.reviewing.set(true);
        }
    }

    /// Sends the reviewed request.
    pub(super) fn send(self) {
        let request = self.form.checked.with_untracked(|checked| checked.request());
        let shape = self.form.shape.get_untracked();
        match request.map(|request| posts(&request, shape)) {
            Some(Ok(posts)) => {
                self.pressed.set(true);
                self.submit.start(posts);
            }
            Some(Err(error)) => self.refuse_with(vec![Finding::error(FieldId::Form, error.to_string())]),
            // The scheduled time passed during the review; the fields show the error.
            None => self.refuse_with(Vec::new()),
        }
    }

    /// Returns to the form with the findings of the server.
    fn refuse_with(self, findings: Vec<Finding>) {
        self.reviewing.set(false);
        self.form.refuse(findings);
        self.form.attempt();
    }

    /// Whether the outcome is shown instead of the form. A single request in progress stays on the review, and a single rejected one returns to the
    /// form.
    pub(super) fn shows_outcome(self) -> bool {
        self.submit.state.with(|state| match state.as_ref().map(|state| state.rows.as_slice()) {
            None | Some([]) => false,
            Some([one]) => !matches!(
                one.outcome,
                RequestOutcome::Pending
                    | RequestOutcome::Preparing
                    | RequestOutcome::Sending
                    | RequestOutcome::Rejected(_)
            ),
            Some(_) => true,
        })
    }

    /// Reacts to an outcome once it is known. An effect, as it navigates and the outcome comes from the network.
    pub(super) fn follow_outcome(self) {
        Effect::new(move |_| {
            let Some(state) = self.submit.state.get() else { return };
            if state.is_complete() {
                self.succeed(&state);
            } else if !state.is_busy()
                && !state.has_effect()
                && let Some(findings) = state.rows.iter().find_map(|row| match &row.outcome {
                    RequestOutcome::Rejected(findings) => Some(findings),
                    _ => None,
                })
            {
                self.submit.forget();
                self.refuse_with(findings.clone());
            }
        });
    }

    /// Everything was created: removes the draft and opens the new operation.
    fn succeed(self, state: &Submission) {
        let kind = self.form.draft.with_untracked(|draft| draft.operation_type.clone());
        self.form.restart(self.fresh());
        self.reviewing.set(false);
        let ([row], true) = (state.rows.as_slice(), self.pressed.get_untracked()) else { return };
        let RequestOutcome::Created(ids) = &row.outcome else { return };
        let Some(id) = ids.first() else { return };
        let said = match row.post.device_ids.as_slice() {
            [one] => messages::schedule::scheduled_on_device(&kind, &visible_text(one), id),
            several => messages::schedule::scheduled_on_devices(&kind, several.len() as u64, id),
        };
        self.toasts.show(BannerKind::Success, said);
        self.submit.forget();
        let zone = self.navigator.route().with_untracked(|route| route.zone().map(str::to_owned));
        let device = row.post.device_ids.first().cloned().unwrap_or_default();
        let open = Some(OperationKey::new(id.clone(), device));
        self.navigator.go(Route::Operations { query: ListQuery { zone, ..ListQuery::default() }, open });
    }

    /// Returns to the form with the devices for which nothing was created.
    pub(super) fn back_with(self, rest: Vec<String>) {
        let findings = self.submit.state.with_untracked(|state| {
            let rows = state.iter().flat_map(|state| state.rows.iter());
            rows.filter_map(|row| match &row.outcome {
                RequestOutcome::Rejected(findings) | RequestOutcome::PartlyCreated { findings, .. } => {
                    Some(findings.clone())
                }
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

    /// Discards the draft and the submission.
    pub(super) fn begin_anew(self) {
        self.submit.forget();
        self.note.set(None);
        self.aside.set(None);
        self.form.restart(self.fresh());
        let empty = self.navigator.route().with_untracked(|route| route.to_schedule(None));
        self.navigator.replace(empty);
    }
}
