//! The fields of the form: where a finding belongs, and which element to focus.

use super::reported_conflict::ReportedConflict;

/// Id of the text field for a type that isn't in the catalogue; the error summary links to it while it is shown.
pub const TYPE_NAME: &str = "schedule-type-name";

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// "Operation type".
    Type,
    /// "Devices".
    Devices,
    /// "Date and time", and the choice of now or later.
    Time,
    /// "Time zone".
    Zone,
    /// "Priority".
    Priority,
    /// "operation_data JSON" as a whole.
    Data,
    /// A value of `operation_data`, by JSON pointer; shown at its generated field, or at the JSON if there is none.
    DataAt(String),
    /// "E-mail on completion".
    EmailOnCompletion,
    /// "E-mail on failure".
    EmailOnFailure,
    /// "Webhook URL".
    Webhook,
    /// A field that the API names and the form doesn't, by its path with dots; shown in the summary.
    Other(String),
    /// The form as a whole.
    Form,
}

impl FieldId {
    /// Id of the element to focus.
    pub fn element_id(&self) -> String {
        match self {
            Self::Type => "schedule-type".into(),
            Self::Devices => "schedule-devices".into(),
            Self::Time => "schedule-time".into(),
            Self::Zone => "schedule-zone".into(),
            Self::Priority => "schedule-priority".into(),
            Self::Data => "schedule-data".into(),
            Self::DataAt(pointer) => data_element_id(pointer),
            Self::EmailOnCompletion => "schedule-email-completion".into(),
            Self::EmailOnFailure => "schedule-email-failure".into(),
            Self::Webhook => "schedule-webhook".into(),
            Self::Form | Self::Other(_) => "schedule-form".into(),
        }
    }
}

impl FieldId {
    /// Label of the field, as a prefix for messages that don't name it, such as those of a server; `None` if no single field is meant.
    pub fn label(&self) -> Option<String> {
        let label = match self {
            Self::Type => messages::schedule::operation_type(),
            Self::Devices => messages::schedule::devices(),
            Self::Time => messages::schedule::date_and_time(),
            Self::Zone => messages::schedule::time_zone(),
            Self::Priority => messages::schedule::priority(),
            Self::Data => "operation_data",
            Self::EmailOnCompletion => messages::schedule::email_on_completion(),
            Self::EmailOnFailure => messages::schedule::email_on_failure(),
            Self::Webhook => messages::schedule::webhook_url(),
            // Its title is in the catalogue.
            Self::DataAt(pointer) => return Some(dotted(pointer)),
            Self::Other(path) => return Some(path.clone()),
            Self::Form => return None,
        };
        Some(label.to_owned())
    }
}

/// A pointer as names with dots.
pub fn dotted(pointer: &str) -> String {
    catalogue::json::pointer::tokens(pointer).unwrap_or_default().join(".")
}

/// Id of the generated field for a value of `operation_data`. Characters that an id can't contain are escaped, so that ids are unique.
pub fn data_element_id(pointer: &str) -> String {
    let mut id = String::from("schedule-data-field");
    for c in pointer.chars() {
        match c {
            '/' => id.push('-'),
            c if c.is_ascii_alphanumeric() || c == '_' => id.push(c),
            c => id.push_str(&format!(".{:x}.", u32::from(c))),
        }
    }
    id
}

/// Whether a finding prevents sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Prevents sending.
    Error,
    /// Only shown.
    Warning,
}

/// Updates the server's findings after a device was removed: conflicts of other devices stay.
pub fn forget_device(findings: &mut Vec<Finding>, id: &str) {
    findings.retain_mut(|finding| {
        if finding.field != FieldId::Devices {
            return true;
        }
        finding.conflicts.retain(|conflict| !conflict.is_on(id));
        !finding.conflicts.is_empty()
    });
}

/// A range in the JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Start, in bytes.
    pub offset: usize,
    /// Length in bytes; can be 0.
    pub len: usize,
}

/// An error or a warning about a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The field.
    pub field: FieldId,
    /// The message, as a sentence.
    pub message: String,
    /// Error or warning.
    pub severity: Severity,
    /// Position in the JSON text, for findings about `operation_data`.
    pub place: Option<Place>,
    /// The operations in the way, for a conflict that the API reported.
    pub conflicts: Vec<ReportedConflict>,
}

impl Finding {
    /// An error about a field.
    pub fn error(field: FieldId, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), severity: Severity::Error, place: None, conflicts: Vec::new() }
    }

    /// A warning about a field.
    pub fn warning(field: FieldId, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
            severity: Severity::Warning,
            place: None,
            conflicts: Vec::new(),
        }
    }

    /// Whether it prevents sending.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The message, after the name of its setting, which a server's message often lacks.
    pub fn named(&self) -> String {
        match &self.field {
            FieldId::DataAt(_) | FieldId::Other(_) => self.after(self.field.label().as_deref()),
            _ => self.spoken(),
        }
    }

    /// The message after a label.
    pub fn after(&self, label: Option<&str>) -> String {
        label.map_or_else(|| self.spoken(), |label| format!("{label}: {}", self.spoken()))
    }

    /// The message for a summary. The place in the JSON helps only where no field is drawn for the value.
    pub fn summarised(&self, label: Option<&str>, is_drawn: bool) -> String {
        let place = self.place.filter(|_| !is_drawn);
        Self { place, ..self.clone() }.after(label)
    }

    /// The message, with line and column if known.
    pub fn spoken(&self) -> String {
        match self.place {
            Some(Place { line, column, .. }) => {
                messages::schedule::finding_at_place(line as u64, column as u64, &self.message)
            }
            None => self.message.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_matches_the_form() {
        assert_eq!(FieldId::DataAt("/window/max_days".into()).label().as_deref(), Some("window.max_days"));
        assert_eq!(
            FieldId::DataAt("/Device.X.1.SSID/a~1b".into()).label().as_deref(),
            Some("Device.X.1.SSID.a/b")
        );
        assert_eq!(FieldId::Time.label().as_deref(), Some("Date and time"));
        assert_eq!(FieldId::Form.label(), None);
    }

    #[test]
    fn conflicts_of_other_devices_stay() {
        let conflicts = ["A", "B"].map(ReportedConflict::on).to_vec();
        let conflict = Finding { conflicts, ..Finding::error(FieldId::Devices, "Busy.") };
        let mut findings = vec![conflict, Finding::error(FieldId::Time, "No.")];
        forget_device(&mut findings, "A");
        assert_eq!(findings[0].conflicts, [ReportedConflict::on("B")]);
        forget_device(&mut findings, "B");
        assert_eq!(findings, [Finding::error(FieldId::Time, "No.")]);
    }

    #[test]
    fn line_and_column_are_left_out_where_a_field_is_drawn() {
        let place = Place { line: 5, column: 23, offset: 80, len: 3 };
        let field = FieldId::DataAt("/firmware_version".into());
        let finding = Finding {
            place: Some(place),
            ..Finding::error(field, "Firmware version must be three numbers.")
        };
        assert_eq!(finding.summarised(None, true), "Firmware version must be three numbers.");
        assert_eq!(
            finding.summarised(None, false),
            "Line 5, column 23: Firmware version must be three numbers."
        );
        assert_eq!(Finding::error(FieldId::Time, "No.").summarised(Some("Time"), true), "Time: No.");
    }

    #[test]
    fn element_ids_of_pointers_are_unique() {
        let ids = ["/a/b", "/a-b", "/a.b", "/a~1b", "/A/b", "/a b"].map(data_element_id);
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[at + 1..].contains(id), "{id}");
            assert!(!id.contains(char::is_whitespace));
        }
    }
}
