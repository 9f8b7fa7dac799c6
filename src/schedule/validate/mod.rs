//! Pure: validates a draft, resulting in a request or in findings. Clock, zones and regular expressions are parameters.

mod operation_data;
mod webhook;
pub mod when;

use catalogue::{Catalogue, PatternMatcher};
use wire::{BodyShape, Map, NotificationSettings, Revision, ScheduleRequest, Timestamp, Value};

use super::devices::{IdKind, KnownDevices, id_list};
use super::draft::Draft;
use super::field::{FieldId, Finding};
use super::request::data_name;
use crate::time::zones::Offsets;
use crate::ui::{is_hidden, visible_text};

/// Context of the validation.
pub struct Against<'a, O, P> {
    /// The operation types.
    pub catalogue: &'a Catalogue,
    /// The known devices.
    pub devices: &'a KnownDevices,
    /// Current time, in ms since 1970.
    pub now: i64,
    /// Zone of the page, for a draft without one.
    pub zone_in_force: &'a str,
    /// Zone rules.
    pub offsets: &'a O,
    /// Regular expressions.
    pub patterns: &'a P,
    /// Format of the bodies.
    pub shape: BodyShape,
}

/// A validated draft.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Checked {
    /// Errors and warnings, in the order of the form.
    pub findings: Vec<Finding>,
    /// The valid parts of the request.
    pub parts: Parts,
}

/// An incomplete request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    /// As typed, trimmed.
    pub operation_type: String,
    /// In order.
    pub device_ids: Vec<String>,
    /// In ms since 1970; `None` while the time is ambiguous or missing.
    pub scheduled_at: Option<i64>,
    /// `None` unless the text is an object.
    pub operation_data: Option<Map<String, Value>>,
    /// `operation_data` as typed.
    pub data_text: String,
    /// `None` if the revision doesn't support it or nothing is selected.
    pub notification_settings: Option<NotificationSettings>,
    /// `None` if the revision doesn't support it or nothing is selected.
    pub priority: Option<String>,
}

impl Checked {
    /// The request, if no finding is an error.
    pub fn request(&self) -> Option<ScheduleRequest> {
        if self.findings.iter().any(Finding::is_error) {
            return None;
        }
        let parts = self.parts.clone();
        Some(ScheduleRequest {
            operation_type: parts.operation_type,
            device_ids: parts.device_ids,
            scheduled_at: Timestamp(parts.scheduled_at?),
            operation_data: parts.operation_data?,
            data_text: Some(parts.data_text).filter(|text| !text.is_empty()),
            notification_settings: parts.notification_settings,
            priority: parts.priority,
        })
    }

    /// The errors only.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_error())
    }
}

/// Validates a draft.
pub fn check<O: Offsets, P: PatternMatcher>(draft: &Draft, against: &Against<'_, O, P>) -> Checked {
    let mut findings = Vec::new();
    let operation_type = draft.operation_type.trim();
    let data_name = data_name(against.shape.revision);
    findings.extend(check_type(operation_type, against.catalogue, data_name));
    findings.extend(check_devices(draft, against.devices));
    let (scheduled_at, said) = when::check(draft, against.zone_in_force, against.now, against.offsets);
    findings.extend(said);
    let kind = against.catalogue.get(operation_type);
    let (operation_data, said) = operation_data::check(&draft.data, kind, against.patterns, data_name);
    findings.extend(said);
    let current = against.shape.revision == Revision::Current;
    let notification_settings = if current { notification(draft) } else { None };
    if current && let Some(complaint) = webhook_complaint(draft) {
        findings.push(Finding::error(FieldId::Webhook, complaint));
    }
    let parts = Parts {
        operation_type: operation_type.to_owned(),
        device_ids: draft.device_ids.clone(),
        scheduled_at,
        operation_data,
        data_text: draft.data.trim().to_owned(),
        notification_settings,
        priority: Some(draft.priority.trim()).filter(|text| !current && !text.is_empty()).map(str::to_owned),
    };
    Checked { findings, parts }
}

fn check_type(name: &str, catalogue: &Catalogue, data_name: &str) -> Option<Finding> {
    if name.is_empty() {
        return Some(Finding::error(FieldId::Type, messages::schedule::type_missing()));
    }
    let known = catalogue.types.is_empty() || catalogue.get(name).is_some();
    (!known).then(|| Finding::warning(FieldId::Type, messages::schedule::type_unchecked(name, data_name)))
}

fn check_devices(draft: &Draft, devices: &KnownDevices) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut error = |message: String| findings.push(Finding::error(FieldId::Devices, message));
    let typed = draft.device_text.trim();
    if !typed.is_empty() {
        error(messages::schedule_devices::text_not_added(typed));
    } else if draft.device_ids.is_empty() {
        error(messages::schedule_devices::devices_missing().into());
    }
    let duplicates = id_list::duplicates(&draft.device_ids);
    if !duplicates.is_empty() {
        error(messages::schedule_devices::devices_duplicated(&named(&duplicates)));
    }
    let mut warn = |ids: Vec<&String>, message: fn(&str) -> String| {
        if !ids.is_empty() {
            findings.push(Finding::warning(FieldId::Devices, message(&named(&ids))));
        }
    };
    let of = |kind| draft.device_ids.iter().filter(|id| devices.kind_of(id) == kind).collect::<Vec<_>>();
    // Where not all devices are known, only what looks like a mistake is worth a warning.
    if devices.is_complete() {
        warn(of(IdKind::Unknown), messages::schedule_devices::devices_unknown);
        warn(of(IdKind::Unusual), messages::schedule_devices::devices_unknown_and_unusual);
    } else {
        warn(of(IdKind::Unusual), messages::schedule_devices::devices_unusual);
    }
    let hidden = draft.device_ids.iter().filter(|id| id.contains(is_hidden));
    warn(hidden.collect(), messages::schedule_devices::devices_with_hidden_characters);
    findings
}

fn named(ids: &[impl AsRef<str>]) -> String {
    let first: Vec<String> = ids.iter().take(8).map(|id| visible_text(id.as_ref())).collect();
    more(first.join(", "), ids.len(), 8)
}

/// Adds the number of items that aren't shown.
fn more(said: String, count: usize, shown: usize) -> String {
    match count.saturating_sub(shown) {
        0 => said,
        rest => messages::schedule_devices::and_more(&said, rest as u64),
    }
}

fn notification(draft: &Draft) -> Option<NotificationSettings> {
    let settings = NotificationSettings {
        email_on_completion: draft.email_on_completion,
        email_on_failure: draft.email_on_failure,
        webhook_url: Some(draft.webhook_url.trim()).filter(|url| !url.is_empty()).map(str::to_owned),
    };
    (settings != NotificationSettings::default()).then_some(settings)
}

fn webhook_complaint(draft: &Draft) -> Option<&'static str> {
    if draft.webhook_url.trim().is_empty() { None } else { webhook::complaint(&draft.webhook_url) }
}

#[cfg(test)]
mod tests;
