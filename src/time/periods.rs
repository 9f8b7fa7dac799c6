//! Pure: periods by name on the wall of a zone: from when to when "last night" is.
//!
//! The list's first rows ask for none, so that what works them out comes with the parts that need it: as a function that is handed
//! over, named nowhere else.

use chrono::NaiveDateTime;
use query::Preset;

/// Finds the period of a name by what clocks show now: its first minute, and the first one after it. `None` for no name.
pub type Periods = fn(&str, NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)>;

/// The [`Periods`] of this app.
pub fn period(name: &str, now: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let span = Preset::read(name)?.span(now);
    Some((span.from, span.to))
}
