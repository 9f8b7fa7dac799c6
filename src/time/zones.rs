//! Pure: from what a clock on a wall says in a zone to the instant meant, and back.
//!
//! Owns the rule for the hours that daylight saving drops or doubles: they are reported, never guessed. Knows zones only
//! through [`Offsets`], so it runs without a browser.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// Where zone rules come from. The browser's are in `intl`; tests bring their own.
pub trait Offsets {
    /// Seconds that local time in `zone` is ahead of UTC at the instant `utc_ms` (milliseconds since 1970), or `None`
    /// when the zone is not known.
    fn offset_seconds(&self, zone: &str, utc_ms: i64) -> Option<i32>;
}

/// What a wall time in a zone means. All instants are milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// The usual case.
    One(i64),
    /// Clocks jump over this time, it does not exist on that day.
    Gap {
        /// The time typed, less what the clocks skip: the moment before the jump.
        before: i64,
        /// The time typed, plus what the clocks skip: the moment after the jump.
        after: i64,
        /// The instant of the jump itself.
        transition: i64,
        /// How much is skipped, in seconds.
        skipped: i32,
    },
    /// Clocks go back, so this time comes twice on that day.
    Overlap {
        /// The first pass.
        earlier: i64,
        /// The second pass.
        later: i64,
    },
}

/// Which of two possible moments the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pick {
    /// The earlier of the two.
    First,
    /// The later of the two.
    Second,
}

impl Resolved {
    /// The one instant meant, taking the person's choice into account; `None` while a choice is still open.
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

/// The instant or instants at which a clock in `zone` shows `wall`; `None` when the zone is not known.
///
/// Asks for the offset a day before and a day after: no zone is further than 14 hours from UTC and none changes its
/// clocks twice within two days, so the truth is one of these two.
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

/// The first instant of a day. Where clocks jump over midnight the day begins after the jump; where midnight comes twice, with the first.
pub fn start_of(offsets: &impl Offsets, zone: &str, day: NaiveDate) -> Option<i64> {
    shown_at(offsets, zone, day.and_time(NaiveTime::MIN))
}

/// The instant at which clocks show that. Where they jump over it, that of the jump; where they show it twice, the first.
pub fn shown_at(offsets: &impl Offsets, zone: &str, wall: NaiveDateTime) -> Option<i64> {
    match resolve(offsets, zone, wall)? {
        Resolved::Gap { transition, .. } => Some(transition),
        other => other.instant(Some(Pick::First)),
    }
}

/// The instant at which the offset changes between `low` and `high`, by halving; the caller knows that it does.
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

/// What a clock in `zone` shows at an instant (milliseconds since 1970); `None` for an unknown zone.
pub fn wall_clock(offsets: &impl Offsets, zone: &str, utc_ms: i64) -> Option<NaiveDateTime> {
    let offset = offsets.offset_seconds(zone, utc_ms)?;
    let local = utc_ms.checked_add(i64::from(offset) * 1000)?;
    DateTime::from_timestamp_millis(local).map(|at| at.naive_utc())
}

#[cfg(test)]
#[path = "zones_tests.rs"]
pub(crate) mod tests;
