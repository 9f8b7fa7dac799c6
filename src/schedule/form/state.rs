//! State of the form for its sections: the draft, its findings, and when to show them.

use std::collections::HashSet;
use std::sync::Arc;

use catalogue::form::Field;
use catalogue::{Catalogue, Schema, json};
use leptos::prelude::*;
use wire::{BodyShape, Map, Revision, Value};

use super::patterns::BrowserPatterns;
use crate::schedule::devices::KnownDevices;
use crate::schedule::draft::Draft;
use crate::schedule::field::{FieldId, Finding, Severity, TYPE_NAME, forget_device};
use crate::schedule::request::data_name;
use crate::schedule::settings::{Setting, at_setting, settings};
use crate::schedule::validate::{Against, Checked, check};
use crate::time::intl::Browser;
use crate::time::use_zone;

/// State shared by the sections. Copies share one state.
#[derive(Clone, Copy)]
pub struct Form {
    /// The input.
    pub draft: RwSignal<Draft>,
    /// The operation types.
    pub catalogue: ReadSignal<Catalogue>,
    /// Known devices.
    pub devices: Signal<Arc<KnownDevices>>,
    /// Format of request bodies for this API.
    pub shape: Signal<BodyShape>,
    /// The zone of the page.
    pub zone_in_force: Signal<String>,
    /// The validated draft. Updated with the clock, as scheduled times pass.
    pub checked: Memo<Checked>,
    /// Current time by the server's clock, in ms since 1970.
    pub now: Signal<i64>,
    /// The server's findings about the last request; each is removed when its field is edited.
    pub refused: RwSignal<Vec<Finding>>,
    /// Counts the presses of "Review" that found errors, and rejections.
    pub attempts: RwSignal<u32>,
    /// The object in the text of `operation_data`; `None` while there is none.
    pub data_parsed: Memo<Option<Arc<Value>>>,
    /// The last such object.
    pub data_value: Memo<Arc<Value>>,
    /// The generated fields for it.
    pub data_fields: Memo<Vec<Field>>,
    /// Devices and time of the last request that the API refused for a conflict.
    conflicting: RwSignal<Option<(Vec<String>, Option<i64>)>>,
    left: RwSignal<HashSet<FieldId>>,
    attempted: RwSignal<Attempt>,
    summary: Memo<Attempt>,
}

/// An attempt to proceed, and its errors.
#[derive(Clone, Default, PartialEq)]
struct Attempt {
    /// Number of the attempt.
    number: u32,
    errors: Vec<Finding>,
}

impl Form {
    /// Creates the state for a draft.
    pub fn new(
        draft: RwSignal<Draft>,
        catalogue: ReadSignal<Catalogue>,
        devices: Signal<Arc<KnownDevices>>,
        shape: Signal<BodyShape>,
    ) -> Self {
        let now = crate::time::use_server_now();
        let zone_in_force = use_zone().signal();
        let checked = Memo::new(move |_| {
            let against = Against {
                catalogue: &catalogue.get(),
                devices: &devices.get(),
                now: now.get(),
                zone_in_force: &zone_in_force.read(),
                offsets: &Browser,
                patterns: &BrowserPatterns,
                shape: shape.get(),
            };
            draft.with(|draft| check(draft, &against))
        });
        let text = Memo::new(move |_| draft.with(|draft| draft.data.clone()));
        let data_parsed = Memo::new(move |_| {
            let text = text.read();
            let text = if text.trim().is_empty() { "{}" } else { text.as_str() };
            json::parse(text).ok().map(|document| document.value).filter(Value::is_object).map(Arc::new)
        });
        let data_value = Memo::new(move |before: Option<&Arc<Value>>| {
            data_parsed
                .get()
                .or_else(|| before.cloned())
                .unwrap_or_else(|| Arc::new(Value::Object(Map::new())))
        });
        let name = Memo::new(move |_| draft.with(|draft| draft.operation_type.trim().to_owned()));
        let data_fields = Memo::new(move |_| {
            let anything = Schema::anything();
            catalogue.with(|catalogue| {
                let schema = catalogue.get(&name.read()).map_or(&anything, |kind| &kind.schema);
                catalogue::form::fields(schema, &data_value.read())
            })
        });
        let refused = RwSignal::new(Vec::<Finding>::new());
        let attempted = RwSignal::new(Attempt::default());
        // An error that was fixed and returns waits for the next attempt.
        let summary = Memo::new(move |before: Option<&Attempt>| {
            let (checked, refused, attempted) = (checked.read(), refused.read(), attempted.read());
            let start = before.filter(|before| before.number == attempted.number).unwrap_or(&attempted);
            let is_error =
                |old: &&Finding| refused.iter().chain(checked.errors()).any(|now| now.field == old.field);
            Attempt {
                number: attempted.number,
                errors: start.errors.iter().filter(is_error).cloned().collect(),
            }
        });
        Self {
            draft,
            catalogue,
            devices,
            shape,
            zone_in_force,
            checked,
            now,
            refused,
            attempts: RwSignal::new(0),
            data_parsed,
            data_value,
            data_fields,
            conflicting: RwSignal::new(None),
            left: RwSignal::new(HashSet::new()),
            attempted,
            summary,
        }
    }

    /// Changes the draft through a field. Removes the server's findings about that field.
    pub fn edit(self, field: &FieldId, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        if self.refused.with_untracked(|said| said.iter().any(|finding| finding.field == *field)) {
            self.refused.update(|said| said.retain(|finding| finding.field != *field));
        }
    }

    /// Removes a device; `at` tells the copies of a duplicate apart. The server's conflicts of other devices stay.
    pub fn remove_device(self, id: &str, at: Option<usize>) {
        self.draft.update(|draft| {
            let at = at.or_else(|| draft.device_ids.iter().position(|known| known == id));
            if let Some(at) = at.filter(|at| *at < draft.device_ids.len()) {
                draft.device_ids.remove(at);
            }
        });
        self.refused.update(|said| forget_device(said, id));
    }

    /// The user left a field: its findings are shown from now on.
    pub fn leave(self, field: FieldId) {
        // `blur` also fires when a focused field is removed with its page.
        if self.left.try_with_untracked(|left| !left.contains(&field)) == Some(true) {
            self.left.update(|left| {
                left.insert(field);
            });
        }
    }

    /// Resets the form to another draft, without findings.
    pub fn restart(self, draft: Draft) {
        self.left.update(HashSet::clear);
        self.refused.set(Vec::new());
        self.set_attempted(Vec::new());
        self.attempts.set(0);
        self.draft.set(draft);
    }

    /// Whether the API has refused these devices at this time for a conflict.
    pub fn conflict_reported(self) -> bool {
        self.conflicting.with(|refused| {
            let of = |checked: &Checked| (checked.parts.device_ids.clone(), checked.parts.scheduled_at);
            refused.is_some() && *refused == Some(self.checked.with(of))
        })
    }

    /// Shows the server's findings, each at its own field.
    pub fn refuse(self, findings: Vec<Finding>) {
        if findings.iter().any(|finding| !finding.conflicts.is_empty()) {
            let of = |checked: &Checked| (checked.parts.device_ids.clone(), checked.parts.scheduled_at);
            self.conflicting.set(Some(self.checked.with_untracked(of)));
        }
        let settings = self.data_fields.with_untracked(|fields| settings(fields));
        self.refused.set(findings.into_iter().map(|finding| at_setting(finding, &settings)).collect());
    }

    /// Label of a field: that of its generated field, if it has one.
    pub fn label(self, field: &FieldId) -> Option<String> {
        let title = match field {
            FieldId::DataAt(pointer) => self.setting(pointer).map(|own| own.label),
            FieldId::Data => Some(data_name(self.shape.get().revision).to_owned()),
            _ => None,
        };
        title.or_else(|| field.label())
    }

    fn setting(self, pointer: &str) -> Option<Setting> {
        self.data_fields.with(|fields| settings(fields).into_iter().find(|own| own.pointer == pointer))
    }

    /// Records an attempt: from now on all fields show their findings.
    pub fn attempt(self) {
        let mut errors: Vec<Finding> = Vec::new();
        for error in self.errors() {
            if !errors.iter().any(|known| known.field == error.field && known.message == error.message) {
                errors.push(error);
            }
        }
        self.set_attempted(errors);
        self.attempts.update(|attempts| *attempts += 1);
    }

    /// Initial `operation_data` of a type; `{}` if it isn't in the catalogue.
    pub fn starting_text(self, name: &str) -> String {
        let text = self.catalogue.with_untracked(|catalogue| {
            catalogue.get(name).map(|kind| catalogue::form::starting_text(&kind.schema))
        });
        text.unwrap_or_else(|| "{}".to_owned())
    }

    /// Whether a field shows its findings.
    pub fn speaks(self, field: &FieldId) -> bool {
        self.attempts.get() > 0 || self.left.with(|left| left.contains(field))
    }

    /// The findings to show at a field; those of the server first.
    pub fn said(self, field: &FieldId) -> Vec<Finding> {
        let mut said: Vec<Finding> = self
            .refused
            .with(|said| said.iter().filter(|finding| finding.field == *field).cloned().collect());
        if self.speaks(field) {
            self.checked.with(|checked| {
                said.extend(checked.findings.iter().filter(|finding| finding.field == *field).cloned());
            });
        }
        said
    }

    /// Error message of a field, if it is to be shown.
    pub fn error(self, field: FieldId) -> Signal<Option<String>> {
        Memo::new(move |_| join(&self.said(&field), Severity::Error)).into()
    }

    /// Hint of a field, replaced by a warning if there is one.
    pub fn hint(self, field: FieldId, hint: impl Into<String>) -> Signal<String> {
        let hint = hint.into();
        Memo::new(move |_| join(&self.said(&field), Severity::Warning).unwrap_or_else(|| hint.clone())).into()
    }

    /// The errors of the last attempt that remain, for the summary: element id and message. New errors are added at the next attempt, so that the
    /// summary doesn't take the focus while someone types.
    pub fn summary(self) -> Signal<Vec<(String, String)>> {
        Memo::new(move |_| {
            self.summary.with(|summary| {
                summary
                    .errors
                    .iter()
                    .map(|finding| (self.target(&finding.field), self.summarised(finding)))
                    .collect()
            })
        })
        .into()
    }

    /// The app's messages name their field; those of a server often don't.
    fn summarised(self, finding: &Finding) -> String {
        let is_same = |said: &Finding| said.field == finding.field && said.message == finding.message;
        let is_of_server = self.refused.with(|refused| refused.iter().any(is_same));
        let is_drawn = matches!(&finding.field, FieldId::DataAt(pointer) if self.setting(pointer).is_some());
        finding.summarised(self.label(&finding.field).filter(|_| is_of_server).as_deref(), is_drawn)
    }

    /// Element to focus. A value of `operation_data` without a generated field is found in the JSON.
    fn target(self, field: &FieldId) -> String {
        match field {
            FieldId::DataAt(pointer) if self.setting(pointer).is_none() => FieldId::Data.element_id(),
            FieldId::Priority if self.shape.get().revision == Revision::Current => FieldId::Form.element_id(),
            FieldId::Type if self.draft.with(|draft| draft.other_type) => TYPE_NAME.to_owned(),
            _ => field.element_id(),
        }
    }

    fn errors(self) -> Vec<Finding> {
        let mut errors: Vec<Finding> = self.refused.get_untracked();
        self.checked.with_untracked(|checked| errors.extend(checked.errors().cloned()));
        errors
    }

    fn set_attempted(self, errors: Vec<Finding>) {
        self.attempted
            .update(|attempt| *attempt = Attempt { number: attempt.number.wrapping_add(1), errors });
    }
}

fn join(said: &[Finding], severity: Severity) -> Option<String> {
    let words: Vec<&str> = said
        .iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| finding.message.as_str())
        .collect();
    if words.is_empty() { None } else { Some(words.join(" ")) }
}
