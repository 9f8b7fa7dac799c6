//! What checking a value finds.

/// Something wrong or odd about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer into the checked value. For a missing property: where it would be.
    pub pointer: String,
    /// What sort of finding.
    pub kind: FindingKind,
    /// Whether it makes the value invalid.
    pub severity: Severity,
    /// For people, to be read behind the field's label: "must be at most 240".
    pub message: String,
}

impl Finding {
    /// Whether it makes the value invalid.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the value is valid.
    Warning,
    /// The value is invalid.
    Error,
}

/// The sorts of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A required property isn't there.
    Missing,
    /// Text where a number belongs, and the like.
    WrongType,
    /// A number below or above its limits.
    OutOfRange,
    /// A number that isn't a multiple of its step.
    WrongStep,
    /// A text too short or too long.
    WrongLength,
    /// A text that doesn't match its pattern.
    PatternMismatch,
    /// A text that doesn't look like an address, a date and so on.
    WrongFormat,
    /// A value outside the list of choices.
    NotAChoice,
    /// Too few or too many items or properties.
    WrongCount,
    /// The same item twice.
    Duplicate,
    /// A property that the schema doesn't name.
    UnknownProperty,
    /// None, or more than one, of several allowed forms; or something forbidden as a whole.
    NotAllowed,
}
