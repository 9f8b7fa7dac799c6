//! Pure: relative times, short enough for a table cell: "in 3 h", "2 d ago".

use messages::time as text;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The distance from `now` to `ms` (both in ms since the epoch) in its largest whole unit.
///
/// Rounds down: 1 h 59 min ago is "1 h ago". There are no weeks, because schedules are usually given in days; from sixty days on the unit
/// is months, from two years on years.
pub fn relative(ms: i64, now: i64) -> String {
    let distance = ms.saturating_sub(now);
    let size = distance.saturating_abs();
    if size < 5 * SECOND {
        return text::now().to_owned();
    }
    let (count, coming, past): (_, Say, Say) = match size {
        s if s < MINUTE => (s / SECOND, text::in_seconds, text::seconds_ago),
        s if s < HOUR => (s / MINUTE, text::in_minutes, text::minutes_ago),
        s if s < DAY => (s / HOUR, text::in_hours, text::hours_ago),
        s if s < 60 * DAY => (s / DAY, text::in_days, text::days_ago),
        s if s < 730 * DAY => (s / (30 * DAY), text::in_months, text::months_ago),
        s => (s / (365 * DAY), text::in_years, text::years_ago),
    };
    if distance > 0 { coming(whole(count)) } else { past(whole(count)) }
}

/// The age of something that has happened, as in "updated 4 s ago". Never in the future, even if the clocks differ.
pub fn age(ms: i64, now: i64) -> String {
    match (now - ms).max(0) {
        s if s < SECOND => text::just_now().to_owned(),
        s if s < MINUTE => text::seconds_ago(whole(s / SECOND)),
        s if s < HOUR => text::minutes_ago(whole(s / MINUTE)),
        s if s < DAY => text::hours_ago(whole(s / HOUR)),
        s => text::days_ago(whole(s / DAY)),
    }
}

/// Formats a count in a message.
type Say = fn(u64) -> String;

fn whole(count: i64) -> u64 {
    count.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_the_largest_whole_unit() {
        for (distance, text) in [
            (0, "now"),
            (4 * SECOND, "now"),
            (-4 * SECOND, "now"),
            (5 * SECOND, "in 5 s"),
            (-59 * SECOND, "59 s ago"),
            (MINUTE, "in 1 min"),
            (-(2 * HOUR - 1), "1 h ago"),
            (3 * HOUR, "in 3 h"),
            (-2 * DAY, "2 d ago"),
            (59 * DAY, "in 59 d"),
            (60 * DAY, "in 2 mo"),
            (-800 * DAY, "2 y ago"),
        ] {
            assert_eq!(relative(1_000_000_000_000 + distance, 1_000_000_000_000), text);
        }
    }

    #[test]
    fn extremes_do_not_overflow() {
        assert!(relative(i64::MAX, i64::MIN).starts_with("in "));
        assert!(relative(i64::MIN, i64::MAX).ends_with(" ago"));
    }

    #[test]
    fn an_age_is_never_in_the_future() {
        assert_eq!(age(5_000, 1_000), "just now");
        assert_eq!(age(1_000, 5_000), "4 s ago");
        assert_eq!(age(0, 3 * HOUR), "3 h ago");
    }
}
