//! Pure: days and moments in the forms that this app reads: a day or a moment in the address, and a date in a header.
//!
//! By hand, because a parser of formats costs more in the bundle than all of this module's callers together.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The day in `2024-01-15`, as a date input and the address write it.
pub fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(number(year)?.try_into().ok()?, number(month)?, number(day)?)
}

/// The instant in `2024-01-15T10:00:00Z`, as the address writes it (see [`super::iso`]), in ms since the epoch. The seconds may be left out.
pub fn moment(text: &str) -> Option<i64> {
    let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let mut clock = clock.splitn(3, ':').map(number);
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next().unwrap_or(Some(0))?);
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(NaiveDateTime::new(day(date)?, time).and_utc().timestamp_millis())
}

/// The instant in `Mon, 15 Jan 2024 10:00:00 GMT`, the one form of dates in HTTP headers, in ms since the epoch.
pub fn http_date(text: &str) -> Option<i64> {
    let (_, text) = text.split_once(',')?;
    let mut parts = text.split_ascii_whitespace();
    let (day, month, year, clock) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? as u32 + 1;
    let day = NaiveDate::from_ymd_opt(number(year)?.try_into().ok()?, month, number(day)?)?;
    let mut clock = clock.splitn(3, ':').map(number);
    let time = NaiveTime::from_hms_opt(clock.next()??, clock.next()??, clock.next()??)?;
    let ends_well = parts.next() == Some("GMT") && parts.next().is_none();
    ends_well.then(|| NaiveDateTime::new(day, time).and_utc().timestamp_millis())
}

/// Digits alone: Rust's own reading takes a sign as well.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_the_address_writes_it() {
        assert_eq!(day("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for wrong in [
            "",
            "2024",
            "2024-01",
            "2023-02-29",
            "2024-13-01",
            "2024-01-15-1",
            "+2024-01-15",
            "2024-01-1x",
            "--",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_read_as_the_address_writes_it() {
        for text in ["2024-01-15T10:00:00Z", "2024-01-15T10:00Z"] {
            assert_eq!(moment(text), Some(1_705_312_800_000));
        }
        for wrong in [
            "",
            "2024-01-15",
            "2024-01-15T10Z",
            "2024-01-15T10:00",
            "2024-01-15T25:00Z",
            "2024-01-15T10:00:00:1Z",
            "TZ",
        ] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_header_s_date_is_an_instant() {
        assert_eq!(http_date("Mon, 15 Jan 2024 10:00:00 GMT"), Some(1_705_312_800_000));
        assert_eq!(http_date(" Thu, 01 Jan 1970 00:01:00 GMT "), Some(60_000));
        for wrong in [
            "",
            "soon",
            "Mon, 15 Jan 2024 10:00:00",
            "Mon, 32 Jan 2024 10:00:00 GMT",
            "Mon, 15 Jan 2024 25:00:00 GMT",
            "Mon, 15 Foo 2024 10:00:00 GMT",
        ] {
            assert_eq!(http_date(wrong), None, "{wrong}");
        }
    }
}
