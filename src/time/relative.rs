//! Pure: how far away a moment is, in the few words that fit a table cell: "in 3 h", "2 d ago".

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The distance from `now` to `ms` (both milliseconds since 1970) in its largest whole unit.
///
/// Rounds down, as clocks do: 1 h 59 min ago is "1 h ago". Weeks are left out on purpose, days are what schedules are
/// spoken of in; from sixty days on it is months, from two years on years.
pub fn relative(ms: i64, now: i64) -> String {
    let distance = ms.saturating_sub(now);
    let size = distance.saturating_abs();
    if size < 5 * SECOND {
        return "now".to_owned();
    }
    let (count, unit) = match size {
        s if s < MINUTE => (s / SECOND, "s"),
        s if s < HOUR => (s / MINUTE, "min"),
        s if s < DAY => (s / HOUR, "h"),
        s if s < 60 * DAY => (s / DAY, "d"),
        s if s < 730 * DAY => (s / (30 * DAY), "mo"),
        s => (s / (365 * DAY), "y"),
    };
    if distance > 0 { format!("in {count} {unit}") } else { format!("{count} {unit} ago") }
}

/// The age of something that has happened, for "updated 4 s ago": never "in the future", whatever the clocks say.
pub fn age(ms: i64, now: i64) -> String {
    let past = (now - ms).max(0);
    if past < SECOND { "just now".to_owned() } else { format!("{} ago", largest(past)) }
}

fn largest(size: i64) -> String {
    match size {
        s if s < MINUTE => format!("{} s", s / SECOND),
        s if s < HOUR => format!("{} min", s / MINUTE),
        s if s < DAY => format!("{} h", s / HOUR),
        s => format!("{} d", s / DAY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_the_largest_whole_unit() {
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
