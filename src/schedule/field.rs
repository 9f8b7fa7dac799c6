//! The form's fields by name: where a finding or a server's complaint belongs, and the element to go to.

/// A place on the form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// "Operation type".
    Type,
    /// "Devices".
    Devices,
    /// "Date and time", and the choice between now and a time.
    Time,
    /// "Time zone".
    Zone,
    /// "Priority".
    Priority,
    /// "operation_data JSON" as a whole.
    Data,
    /// One value of `operation_data`, by JSON pointer; shown at its generated field, else at the JSON.
    DataAt(String),
    /// "Webhook URL".
    Webhook,
    /// Nothing in particular.
    Form,
}

impl FieldId {
    /// The id of the element that takes the focus.
    pub fn element_id(&self) -> String {
        match self {
            Self::Type => "schedule-type".into(),
            Self::Devices => "schedule-devices".into(),
            Self::Time => "schedule-time".into(),
            Self::Zone => "schedule-zone".into(),
            Self::Priority => "schedule-priority".into(),
            Self::Data => "schedule-data".into(),
            Self::DataAt(pointer) => data_element_id(pointer),
            Self::Webhook => "schedule-webhook".into(),
            Self::Form => "schedule-form".into(),
        }
    }
}

impl FieldId {
    /// The field's label, to stand before words that don't name it, such as a server's; `None` where there is no one field.
    pub fn label(&self) -> Option<String> {
        let label = match self {
            Self::Type => messages::schedule::operation_type(),
            Self::Devices => messages::schedule::devices(),
            Self::Time => messages::schedule::date_and_time(),
            Self::Zone => messages::schedule::time_zone(),
            Self::Priority => messages::schedule::priority(),
            Self::Data => "operation_data",
            Self::Webhook => messages::schedule::webhook_url(),
            Self::DataAt(pointer) => return pointer.rsplit('/').next().map(catalogue::form::humanise),
            Self::Form => return None,
        };
        Some(label.to_owned())
    }
}

/// The id of the generated field for a value of `operation_data`. Every character that an id may not hold is spelt out, so
/// that two pointers never share one.
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

/// Whether a finding keeps the request from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// It does.
    Error,
    /// It is said, and that is all.
    Warning,
}

/// A stretch of the JSON text, to say and to select.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Where the stretch begins, in bytes.
    pub offset: usize,
    /// How many bytes it has; may be none.
    pub len: usize,
}

/// Something to say about a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// Where it belongs.
    pub field: FieldId,
    /// A sentence for people.
    pub message: String,
    /// Error or warning.
    pub severity: Severity,
    /// Where in the JSON text, for findings about `operation_data`.
    pub place: Option<Place>,
}

impl Finding {
    /// An error at a field.
    pub fn error(field: FieldId, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), severity: Severity::Error, place: None }
    }

    /// A warning at a field.
    pub fn warning(field: FieldId, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), severity: Severity::Warning, place: None }
    }

    /// Whether it keeps the request from being sent.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The message with line and column where there are any.
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
    fn a_label_is_that_of_the_form() {
        assert_eq!(FieldId::DataAt("/window/max_days".into()).label().as_deref(), Some("Max days"));
        assert_eq!(FieldId::Time.label().as_deref(), Some("Date and time"));
        assert_eq!(FieldId::Form.label(), None);
    }

    #[test]
    fn two_pointers_never_share_an_element() {
        let ids = ["/a/b", "/a-b", "/a.b", "/a~1b", "/A/b", "/a b"].map(data_element_id);
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[at + 1..].contains(id), "{id}");
            assert!(!id.contains(char::is_whitespace));
        }
    }
}
