//! Pure: converts between local time in a zone and instants.
//!
//! Local times that daylight saving time skips or repeats are reported, never guessed. Zone rules come only from [`Offsets`], so this runs
//! without a browser.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// Source of zone rules. `intl` has the browser's; tests have their own.
pub trait Offsets {
    /// Offset from UTC of local time in `zone` at the instant `utc_ms` (ms since the epoch), in seconds; `None` for an unknown zone.
    fn offset_seconds(&self, zone: &str, utc_ms: i64) -> Option<i32>;
}

/// The instants that a local time may stand for. All instants are in ms since the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// Exactly one instant.
    One(i64),
    /// Clocks skip this local time on that day.
    Gap {
        /// The local time minus the skipped time, an instant before the change.
        before: i64,
        /// The local time plus the skipped time, an instant after the change.
        after: i64,
        /// The instant of the change.
        transition: i64,
        /// Skipped time, in seconds.
        skipped: i32,
    },
    /// Clocks are set back, so this local time occurs twice on that day.
    Overlap {
        /// The first occurrence.
        earlier: i64,
        /// The second occurrence.
        later: i64,
    },
}

/// The user's choice between two possible instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pick {
    /// The earlier of the two.
    First,
    /// The later of the two.
    Second,
}

impl Resolved {
    /// The instant for the user's choice; `None` while a choice is needed.
    pub fn instant(self, pick: Option<Pick>) -> Option<i64> {
        match (self, pick) {
            (Self::One(at), _) => Some(at),
            (_, None) => None,
            (Self::Gap { before, .. }, Some(Pick::First)) => Some(before),
            (Self::Gap { after, .. }, Some(Pick::Second)) => Some(after),
            (Self::Overlap { earlier, .. }, Some(Pick::First)) => Some(earlier),
            (Self::Overlap { later, .. }, Some(Pick::Second)) => Some(later),
        }
    }
}

const DAY_MS: i64 = 86_400_000;

/// The instant or instants at which a clock in `zone` shows `wall`; `None` for an unknown zone.
///
/// Compares the offsets a day before and a day after: no zone is more than 14 hours from UTC, and none changes its offset twice within
/// two days, so one of these two applies.
pub fn resolve(offsets: &impl Offsets, zone: &str, wall: NaiveDateTime) -> Option<Resolved> {
    let as_utc = wall.and_utc().timestamp_millis();
    let at = |offset: i32| as_utc - i64::from(offset) * 1000;
    let old = offsets.offset_seconds(zone, as_utc - DAY_MS)?;
    let new = offsets.offset_seconds(zone, as_utc + DAY_MS)?;
    let old_holds = offsets.offset_seconds(zone, at(old))? == old;
    let new_holds = offsets.offset_seconds(zone, at(new))? == new;
    Some(match (old_holds, new_holds) {
        (true, true) if old == new => Resolved::One(at(old)),
        (true, true) => Resolved::Overlap { earlier: at(old).min(at(new)), later: at(old).max(at(new)) },
        (true, false) => Resolved::One(at(old)),
        (false, true) => Resolved::One(at(new)),
        (false, false) => Resolved::Gap {
            before: at(new).min(at(old)),
            after: at(old).max(at(new)),
            transition: transition(offsets, zone, as_utc - DAY_MS, as_utc + DAY_MS)?,
            skipped: (new - old).abs(),
        },
    })
}

/// The first instant of a day. If clocks skip midnight, the day starts after the change; if midnight occurs twice, at the first one.
pub fn start_of(offsets: &impl Offsets, zone: &str, day: NaiveDate) -> Option<i64> {
    shown_at(offsets, zone, day.and_time(NaiveTime::MIN))
}

/// The instant at which clocks show `wall`. If they skip it, the instant of the change; if it occurs twice, the first one.
pub fn shown_at(offsets: &impl Offsets, zone: &str, wall: NaiveDateTime) -> Option<i64> {
    match resolve(offsets, zone, wall)? {
        Resolved::Gap { transition, .. } => Some(transition),
        other => other.instant(Some(Pick::First)),
    }
}

/// Finds the instant between `low` and `high` at which the offset changes, by bisection. The offset must change between them.
fn transition(offsets: &impl Offsets, zone: &str, mut low: i64, mut high: i64) -> Option<i64> {
    let old = offsets.offset_seconds(zone, low)?;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if offsets.offset_seconds(zone, middle)? == old {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

/// The local time in `zone` at an instant (ms since the epoch); `None` for an unknown zone.
pub fn wall_clock(offsets: &impl Offsets, zone: &str, utc_ms: i64) -> Option<NaiveDateTime> {
    let offset = offsets.offset_seconds(zone, utc_ms)?;
    let local = utc_ms.checked_add(i64::from(offset) * 1000)?;
    DateTime::from_timestamp_millis(local).map(|at| at.naive_utc())
}

#[cfg(test)]
#[path = "zones_tests.rs"]
pub(crate) mod tests;
