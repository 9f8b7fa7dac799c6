//! Pure: periods by name on the wall of a zone: from when to when "last night" is.
//!
//! The list's first rows ask for none, so that what works them out comes with the parts that need it: as a function that is handed
//! over, named nowhere else.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use query::{Day, Moment, Preset};

/// Finds the period of a name by what clocks show now: its first minute, and the first one after it. `None` for no name.
pub type Periods = fn(&str, NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)>;

/// The [`Periods`] of this app.
pub fn period(name: &str, now: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let day = Day::new(now.year(), now.month() as u8, now.day() as u8)?;
    let span = Preset::read(name)?.span(Moment::new(day, now.hour() as u8, now.minute() as u8)?);
    Some((minute(span.from)?, minute(span.to)?))
}

fn minute(moment: Moment) -> Option<NaiveDateTime> {
    let day = moment.day;
    let day = NaiveDate::from_ymd_opt(day.year(), day.month().into(), day.day().into())?;
    day.and_hms_opt(moment.hour.into(), moment.minute.into(), 0)
}
