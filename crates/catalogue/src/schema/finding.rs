//! Findings of a validation.

/// An error or warning about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer into the validated value. For a missing property: where it would be.
    pub pointer: String,
    /// The kind of finding.
    pub kind: FindingKind,
    /// Whether it makes the value invalid.
    pub severity: Severity,
    /// Message that follows the field's label: "must be at most 240".
    pub message: String,
}

impl Finding {
    /// Whether it makes the value invalid.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The value is valid but suspicious.
    Warning,
    /// The value is invalid.
    Error,
}

/// Kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A required property is missing.
    Missing,
    /// A value of the wrong type.
    WrongType,
    /// A number below or above its limits.
    OutOfRange,
    /// A number that isn't a multiple of its step.
    WrongStep,
    /// A text too short or too long.
    WrongLength,
    /// A text that doesn't match its pattern.
    PatternMismatch,
    /// A text that isn't a valid URI, date and so on.
    WrongFormat,
    /// A value outside the list of choices.
    NotAChoice,
    /// Too few or too many items or properties.
    WrongCount,
    /// A duplicate item.
    Duplicate,
    /// A property that isn't in the schema.
    UnknownProperty,
    /// None, or more than one, of several alternatives matches; or the value is forbidden.
    NotAllowed,
}
