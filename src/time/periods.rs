//! Pure: named periods in local time, such as "last night".
//!
//! The first rows of the list need no periods. So this code is linked only into the lazy chunks that use it: it is passed as a function
//! and must not be referenced elsewhere.

use chrono::NaiveDateTime;
use query::Preset;

/// Looks up a period by name at the given local time: its first minute, and the first minute after it. `None` for an unknown name.
pub type Periods = fn(&str, NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)>;

/// The [`Periods`] of this app.
pub fn period(name: &str, now: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let span = Preset::read(name)?.span(now);
    Some((span.from, span.to))
}
