//! Where the draft of the page comes from, and keeping it for a reload.

#![expect(clippy::disallowed_methods, reason = "fetches the operation that the draft is copied from")]

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::flow::{Note, Page};
use crate::api::{Cancel, Problem};
use crate::route::{Route, split};
use crate::schedule::draft::{Basis, Draft, origin, storage_key};
use crate::session::{BrowserStorage, Session, failure_reason_keys, take_devices, take_retry, use_catalogue};
use crate::ui::{BannerKind, visible_text};
use operation::OperationKey;

impl Page {
    /// An empty draft in the zone of the page.
    pub(super) fn fresh(self) -> Draft {
        Draft { zone: self.form.zone_in_force.get_untracked(), ..Draft::default() }
    }

    /// A zone that wasn't changed by the user follows the page's zone, until a time is entered.
    /// An effect, as the draft keeps its zone from then on.
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

    /// Saves the draft in the tab's storage on every change: it is small, and a reload can come without warning.
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

    /// "Schedule again": fills the form from the operation in the address, once. "Retry": from the operations handed over. An effect, as it
    /// fetches the operation. Waits for the catalogue, which tells settings from results.
    pub(super) fn follow_origin(self) {
        let start = Memo::new(move |_| match self.navigator.route().get() {
            Route::Schedule { from, devices, .. } => (from, devices),
            _ => (None, String::new()),
        });
        let (settled, reasons) = (use_catalogue().settled(), StoredValue::new(failure_reason_keys()));
        let cancel = StoredValue::new_local(Cancel::default());
        on_cleanup(move || cancel.with_value(Cancel::abort));
        Effect::new(move |_| {
            let ((from, devices), settled) = (start.get(), settled.get());
            let Some(key) = from else {
                let failed = if settled { take_retry(self.session) } else { Vec::new() };
                if !failed.is_empty() {
                    return self.fill_for_retry(&failed, &reasons.get_value());
                }
                return match devices.is_empty() {
                    true => self.fill_with(take_devices(self.session), String::new()),
                    false => self.fill_with(split(&devices), format!("devices {devices}")),
                };
            };
            if !settled || self.form.draft.with_untracked(|draft| draft.origin == origin::name(&key)) {
                return;
            }
            let Some(client) = self.session.client() else { return };
            let cancel = cancel.get_value();
            spawn_local(async move {
                let (catalogue, reasons) = (self.form.catalogue.get_untracked(), reasons.get_value());
                let basis = Basis { catalogue: &catalogue, reasons: &reasons };
                let came = origin::draft(&client, &key, self.store, &basis, &cancel).await;
                if !cancel.is_aborted() {
                    self.fill_from(&key, came);
                }
            });
        });
    }

    /// Fills in the devices selected elsewhere, once: a reload keeps later edits.
    fn fill_with(self, devices: Vec<String>, origin: String) {
        let is_filled = !origin.is_empty() && self.form.draft.with_untracked(|draft| draft.origin == origin);
        if devices.is_empty() || is_filled {
            return;
        }
        let before = self.form.draft.get_untracked();
        self.aside.set((!before.is_blank()).then_some(before));
        let device_ids = once(devices);
        let title = messages::schedule::filled_with_devices(device_ids.len() as u64);
        let zone = self.form.zone_in_force.get_untracked();
        self.form.restart(Draft { zone, device_ids, origin, ..Draft::default() });
        let text = messages::schedule::choose_what_and_when().to_owned();
        self.note.set(Some(Note { kind: BannerKind::Info, title, text }));
    }

    /// Fills in what the failed operations have in common, and says what differs.
    fn fill_for_retry(self, failed: &[OperationKey], reasons: &[String]) {
        let catalogue = self.form.catalogue.get_untracked();
        let basis = Basis { catalogue: &catalogue, reasons };
        let Some((count, draft, differing)) = origin::retry_draft(failed, self.store, &basis) else {
            return self.note.set(Some(Note {
                kind: BannerKind::Warning,
                title: messages::schedule::retry_not_loaded().into(),
                text: messages::schedule::retry_not_loaded_text().into(),
            }));
        };
        let before = self.form.draft.get_untracked();
        self.aside.set((!before.is_blank()).then_some(before));
        self.form.restart(Draft { zone: self.form.zone_in_force.get_untracked(), ..draft });
        let (kind, text) = match differing.as_slice() {
            [] => (BannerKind::Info, messages::schedule::choose_new_time().to_owned()),
            names => {
                let names: Vec<String> = names.iter().map(|name| visible_text(name)).collect();
                (BannerKind::Warning, messages::schedule::settings_differ(&names.join(", ")))
            }
        };
        let title = messages::schedule::filled_for_retry(count as u64);
        self.note.set(Some(Note { kind, title, text }));
    }

    fn fill_from(self, key: &OperationKey, came: Result<Option<Draft>, Problem>) {
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
