//! What every feature says of an operation's health, and how long it is to take by its own data. What health is, is in the crate `operation`.
//!
//! Pure. Must not know what is loaded or how anything looks.

mod expected;

pub use expected::{planned, run, time_limit};

use operation::{Health, Observation, Times};

/// Of a row of the history, at `now` (ms since the epoch).
pub fn of(row: &Observation<'_>, now: i64) -> Option<Health> {
    let times = Times { scheduled: row.scheduled_at, started: row.started_at, updated: row.updated_at };
    operation::health(row.status, times, time_limit(row.data), now)
}

/// In one word.
pub fn word(health: Health) -> &'static str {
    match health {
        Health::Late => messages::operation::health_late(),
        Health::Stalled => messages::operation::health_stalled(),
        Health::Overdue => messages::operation::health_overdue(),
    }
}

/// In a sentence.
pub fn reason(health: Health) -> &'static str {
    match health {
        Health::Late => messages::operation::late_reason(),
        Health::Stalled => messages::operation::stalled_reason(),
        Health::Overdue => messages::operation::overdue_reason(),
    }
}

/// The classes of its flag.
pub fn class(health: Health) -> &'static str {
    match health {
        Health::Stalled => "flag flag-stalled",
        Health::Late | Health::Overdue => "flag flag-overdue",
    }
}
