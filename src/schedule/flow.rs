//! Flow of the schedule page: review, sending, handling each outcome, and saving the draft.

#![expect(clippy::disallowed_methods, reason = "opens the operation that was created")]

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft::{Draft, storage_key};
use super::field::{FieldId, Finding};
use super::form::Form;
use super::origin;
use super::request::posts;
use super::submit::{RequestOutcome, Submission, Submit};
use crate::api::{Cancel, Problem};
use crate::route::{ListQuery, Navigator, Route, split};
use crate::session::{BrowserStorage, Session};
use crate::sync::SharedStore;
use crate::ui::{BannerKind, Toasts};
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
    pub(super) fn review(self) {
        self.form.refused.set(Vec::new());
        self.form.attempt();
        if self.form.checked.with_untracked(|checked| checked.request().is_some()) {
            self.reviewing.set(true);
        }
    }

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

    pub(super) fn refuse_with(self, findings: Vec<Finding>) {
        self.reviewing.set(false);
        self.form.refused.set(findings);
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
    pub(super) fn succeed(self, state: &Submission) {
        let kind = self.form.draft.with_untracked(|draft| draft.operation_type.clone());
        self.form.restart(self.fresh());
        self.reviewing.set(false);
        let ([row], true) = (state.rows.as_slice(), self.pressed.get_untracked()) else { return };
        let RequestOutcome::Created(ids) = &row.outcome else { return };
        let Some(id) = ids.first() else { return };
        let said = match row.post.device_ids.as_slice() {
            [one] => messages::schedule::scheduled_on_device(&kind, one, id),
            several => messages::schedule::scheduled_on_devices(&kind, several.len() as u64, id),
        };
        self.toasts.show(BannerKind::Success, said);
        self.submit.forget();
        let zone = self.navigator.route().with_untracked(|route| route.zone().map(str::to_owned));
        let device = row.post.device_ids.first().cloned().unwrap_or_default();
        let open = Some(OperationKey::new(id.clone(), device));
        self.navigator.go(Route::Operations { query: ListQuery { zone, ..ListQuery::default() }, open });
    }

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

    pub(super) fn begin_anew(self) {
        self.submit.forget();
        self.note.set(None);
        self.aside.set(None);
        self.form.restart(self.fresh());
        let empty = self.navigator.route().with_untracked(|route| route.to_schedule(None));
        self.navigator.replace(empty);
    }

    /// A zone that wasn't changed by the user follows the page's zone, until a time is entered.
    pub(super) fn follow_zone(self) {
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

    pub(super) fn fresh(self) -> Draft {
        Draft { zone: self.form.zone_in_force.get_untracked(), ..Draft::default() }
    }

    /// Saves the draft on every change: it is small, and a reload can come without warning.
    pub(super) fn keep_draft(self) {
        let Some(base) = base(self.session) else { return };
        let key = storage_key(&base);
        Effect::new(move |_| {
            self.form.draft.with(|draft| {
                if draft.is_blank() {
                    BrowserStorage::Tab.forget(&key);
                } else {
                    self.kept.set(BrowserStorage::Tab.put(&key, &draft.save()));
                }
            });
        });
    }

    /// "Schedule again": fills the form from the operation in the address, once.
    pub(super) fn follow_origin(self) {
        let start = Memo::new(move |_| match self.navigator.route().get() {
            Route::Schedule { from, devices, .. } => (from, devices),
            _ => (None, String::new()),
        });
        let cancel = StoredValue::new_local(Cancel::default());
        on_cleanup(move || cancel.with_value(Cancel::abort));
        Effect::new(move |_| {
            let (from, devices) = start.get();
            let Some(key) = from else { return self.fill_with(&devices) };
            if self.form.draft.with_untracked(|draft| draft.origin == origin::name(&key)) {
                return;
            }
            let Some(client) = self.session.client() else { return };
            let cancel = cancel.get_value();
            spawn_local(async move {
                let came = origin::draft(&client, &key, self.store, &cancel).await;
                if !cancel.is_aborted() {
                    self.fill_from(&key, came);
                }
            });
        });
    }

    /// Fills in the devices selected elsewhere, once: a reload keeps later edits.
    fn fill_with(self, devices: &str) {
        let origin = format!("devices {devices}");
        if devices.is_empty() || self.form.draft.with_untracked(|draft| draft.origin == origin) {
            return;
        }
        let before = self.form.draft.get_untracked();
        self.aside.set((!before.is_blank()).then_some(before));
        let device_ids = once(split(devices));
        let title = messages::schedule::filled_with_devices(device_ids.len() as u64);
        let zone = self.form.zone_in_force.get_untracked();
        self.form.restart(Draft { zone, device_ids, origin, ..Draft::default() });
        let text = messages::schedule::choose_what_and_when().to_owned();
        self.note.set(Some(Note { kind: BannerKind::Info, title, text }));
    }

    pub(super) fn fill_from(self, key: &OperationKey, came: Result<Option<Draft>, Problem>) {
        let id = &key.id;
        let note = match came {
            Ok(Some(draft)) => {
                let before = self.form.draft.get_untracked();
                self.aside.set((!before.is_blank()).then_some(before));
                self.form.restart(Draft { zone: self.form.zone_in_force.get_untracked(), ..draft });
                Note {
                    kind: BannerKind::Info,
                    title: messages::schedule::filled_from_operation(id),
                    text: messages::schedule::choose_new_time().into(),
                }
            }
            Ok(None) => Note {
                kind: BannerKind::Warning,
                title: messages::schedule::no_such_operation(id),
                text: messages::schedule::form_begins_empty().into(),
            },
            Err(problem) => Note {
                kind: BannerKind::Warning,
                title: messages::schedule::operation_not_fetched(id),
                text: format!("{} {}", problem.headline(), problem.advice()),
            },
        };
        self.note.set(Some(note));
    }
}

fn once(mut ids: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}

fn base(session: Session) -> Option<String> {
    session.connection().with_untracked(|c| c.as_ref().map(|c| c.base.clone()))
}

/// The saved draft of this tab for the connection, if it can be parsed.
pub(super) fn kept_draft(session: Session, note: RwSignal<Option<Note>>) -> Option<Draft> {
    let text = BrowserStorage::Tab.get(&storage_key(&base(session)?))?;
    match Draft::load(&text) {
        Ok(draft) => Some(draft),
        Err(why) => {
            note.set(Some(Note {
                kind: BannerKind::Warning,
                title: messages::schedule::no_draft().into(),
                text: why.into(),
            }));
            None
        }
    }
}
