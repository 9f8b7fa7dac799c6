//! The five times of an operation.

/// One of the five times of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeField {
    /// `scheduled_at`
    #[default]
    Scheduled,
    /// `started_at`
    Started,
    /// `completed_at`
    Completed,
    /// `created_at`
    Created,
    /// `updated_at`
    Updated,
}

impl TimeField {
    /// All five, in the order in which the table shows them.
    pub const ALL: [Self; 5] =
        [Self::Scheduled, Self::Started, Self::Completed, Self::Created, Self::Updated];

    /// Its name in the address and in the query language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Created => "created",
            Self::Updated => "updated",
        }
    }

    /// The time with exactly this [`name`](Self::name).
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|time| time.name() == name)
    }

    /// Its name in the API and in files.
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled_at",
            Self::Started => "started_at",
            Self::Completed => "completed_at",
            Self::Created => "created_at",
            Self::Updated => "updated_at",
        }
    }
}
