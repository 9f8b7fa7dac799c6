//! Pure: the value of a `datetime-local` field, such as `2026-03-29T02:30`; seconds are optional.

use chrono::{Datelike, NaiveDateTime, Timelike};
use operation::parse_day;

/// Parses the value of a `datetime-local` field. Accepts a space instead of the `T`, for pasted text.
pub fn parse(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    let mut time = time.trim_start().splitn(3, ':');
    let hour = two_digits(time.next()?)?;
    let minute = two_digits(time.next()?)?;
    let second = match time.next() {
        // Browsers add milliseconds if the field's step requires them; the API's timestamps have none.
        Some(text) => two_digits(text.split('.').next()?)?,
        None => 0,
    };
    parse_day(date)?.and_hms_opt(hour, minute, second)
}

fn two_digits(text: &str) -> Option<u32> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Formats the value of a `datetime-local` field; seconds only if they are not zero.
pub fn write(wall: NaiveDateTime) -> String {
    let (y, mo, d, h, mi, s) =
        (wall.year(), wall.month(), wall.day(), wall.hour(), wall.minute(), wall.second());
    if s == 0 {
        format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}")
    } else {
        format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_write() {
        for (text, back) in [
            ("2026-03-29T02:30", "2026-03-29T02:30"),
            ("2026-03-29 02:30", "2026-03-29T02:30"),
            (" 2026-03-29T02:30:00 ", "2026-03-29T02:30"),
            ("2026-03-29T02:30:05.120", "2026-03-29T02:30:05"),
        ] {
            assert_eq!(parse(text).map(write).as_deref(), Some(back), "{text}");
        }
    }

    #[test]
    fn rejects_everything_else() {
        for text in
            ["", "2026-03-29", "2026-02-30T10:00", "2026-03-29T24:00", "26-03-29T10:00", "2026-3-9T1:00", "x"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in ".{0,30}") {
            let _ = parse(&text);
        }
    }
}
