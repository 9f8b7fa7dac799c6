//! Pure: parses durations such as the API's `00:15:00`, and formats them as "4 min 10 s".

use messages::time as text;

/// Parses `[d ]hh:mm:ss[.f]`, the form of `estimated_duration` in the API docs, into seconds. Also accepts Django's days (`1 02:00:00`)
/// and ISO 8601 (`PT15M`).
pub fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    if let Some(iso) = text.strip_prefix('P') {
        return iso_8601(iso);
    }
    let (days, clock) = match text.split_once(' ') {
        Some((days, clock)) => (days.parse::<u64>().ok()?, clock),
        None => (0, text),
    };
    let mut parts = clock.split(':');
    let hours: u64 = parts.next()?.parse().ok()?;
    let minutes: u64 = parts.next()?.parse().ok()?;
    let seconds: u64 = parts.next()?.split('.').next()?.parse().ok()?;
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    sum(days, hours, minutes, seconds)
}

fn iso_8601(text: &str) -> Option<u64> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut total = 0_u64;
    let mut any = false;
    for (part, units) in
        [(date, [('W', 604_800), ('D', 86_400), ('\0', 0)]), (time, [('H', 3600), ('M', 60), ('S', 1)])]
    {
        let mut digits = String::new();
        for letter in part.chars() {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            let seconds = units.iter().find(|(unit, _)| *unit == letter && letter != '\0')?.1;
            total = total.checked_add(digits.parse::<u64>().ok()?.checked_mul(seconds)?)?;
            digits.clear();
            any = true;
        }
        if !digits.is_empty() {
            return None;
        }
    }
    any.then_some(total)
}

fn sum(days: u64, hours: u64, minutes: u64, seconds: u64) -> Option<u64> {
    let hours = days.checked_mul(24)?.checked_add(hours)?;
    let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
    minutes.checked_mul(60)?.checked_add(seconds)
}

/// Formats a duration in its two largest units: "4 min 10 s", "2 h", "3 d 4 h".
pub fn format(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes, seconds % 60) {
        (0, 0, 0, seconds) => text::seconds(seconds),
        (0, 0, minutes, 0) => text::minutes(minutes),
        (0, 0, minutes, seconds) => text::minutes_and_seconds(minutes, seconds),
        (0, hours, 0, _) => text::hours(hours),
        (0, hours, minutes, _) => text::hours_and_minutes(hours, minutes),
        (days, 0, ..) => text::days(days),
        (days, hours, ..) => text::days_and_hours(days, hours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_api_writes() {
        for (text, seconds) in [
            ("00:15:00", Some(900)),
            ("1 02:00:05", Some(93_605)),
            ("00:00:07.250", Some(7)),
            ("PT15M", Some(900)),
            ("P1DT2H", Some(93_600)),
            ("15", None),
            ("00:75:00", None),
            ("00:15:00:00", None),
            ("P", None),
            ("PT5", None),
            ("", None),
            ("99999999999999999999:00:00", None),
        ] {
            assert_eq!(parse(text), seconds, "{text}");
        }
    }

    #[test]
    fn uses_two_units_at_most() {
        for (seconds, text) in [
            (0, "0 s"),
            (59, "59 s"),
            (250, "4 min 10 s"),
            (7200, "2 h"),
            (7201, "2 h"),
            (273_700, "3 d 4 h"),
        ] {
            assert_eq!(format(seconds), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[P0-9TDHMS:. ]{0,24}") {
            let _ = parse(&text);
        }
    }
}
