//! State of the form for its sections: the draft, its findings, and when to show them.

use std::collections::HashSet;
use std::sync::Arc;

use catalogue::Catalogue;
use leptos::prelude::*;
use wire::BodyShape;

use super::patterns::BrowserPatterns;
use crate::schedule::devices::KnownDevices;
use crate::schedule::draft::Draft;
use crate::schedule::field::{FieldId, Finding, Severity, TYPE_NAME};
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
                    .map(|finding| (target(&finding.field), self.summarised(finding)))
                    .collect()
            })
        })
        .into()
    }

    /// The app's messages name their field; those of a server often don't.
    fn summarised(self, finding: &Finding) -> String {
        let said = finding.spoken();
        let label = finding
            .field
            .label()
            .filter(|_| self.refused.with_untracked(|refused| refused.contains(finding)));
        label.map_or_else(|| said.clone(), |label| format!("{label}: {said}"))
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

/// Element to focus. A value of `operation_data` without a generated field is found in the JSON.
fn target(field: &FieldId) -> String {
    let id = field.element_id();
    let drawn = document().get_element_by_id(&id).is_some();
    match field {
        FieldId::DataAt(_) if !drawn => FieldId::Data.element_id(),
        FieldId::Type if document().get_element_by_id(TYPE_NAME).is_some() => TYPE_NAME.to_owned(),
        _ => id,
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
