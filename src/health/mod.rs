//! Health of an operation, its planned duration and the text of its remaining time, for all features. The rules for health and the
//! estimate are in the crate `operation`.
//!
//! Pure. Must not know what is loaded or how anything looks.

mod expected;
mod time_left_text;

pub use expected::{planned, run, time_limit};
pub use time_left_text::{basis_text, time_left_text};

use operation::{Health, Observation};

/// Health of a row at `now` (ms since the epoch).
pub fn of(row: &Observation<'_>, now: i64) -> Option<Health> {
    operation::health(row.status, row.into(), time_limit(row.data), now)
}

/// A word for the health.
pub fn word(health: Health) -> &'static str {
    match health {
        Health::Late => messages::operation::health_late(),
        Health::Stalled => messages::operation::health_stalled(),
        Health::Overdue => messages::operation::health_overdue(),
    }
}

/// A sentence that explains the health.
pub fn reason(health: Health) -> &'static str {
    match health {
        Health::Late => messages::operation::late_reason(),
        Health::Stalled => messages::operation::stalled_reason(),
        Health::Overdue => messages::operation::overdue_reason(),
    }
}

/// CSS classes of the flag.
pub fn class(health: Health) -> &'static str {
    match health {
        Health::Stalled => "flag flag-stalled",
        Health::Late | Health::Overdue => "flag flag-overdue",
    }
}
