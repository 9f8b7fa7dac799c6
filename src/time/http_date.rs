//! Pure: parses the date in an HTTP header.
//!
//! Written by hand, because a parser with format strings would add more to the bundle.

use chrono::NaiveDate;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Parses `Mon, 15 Jan 2024 10:00:00 GMT`, the only form of dates that HTTP servers may send, into ms since the epoch.
pub fn parse(text: &str) -> Option<i64> {
    let (_, text) = text.split_once(',')?;
    let mut parts = text.split_ascii_whitespace();
    let (day, month, year, clock) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? as u32 + 1;
    let day = NaiveDate::from_ymd_opt(number(year)?.try_into().ok()?, month, number(day)?)?;
    let mut clock = clock.splitn(3, ':').map(number);
    let at = day.and_hms_opt(clock.next()??, clock.next()??, clock.next()??)?;
    let ends_well = parts.next() == Some("GMT") && parts.next().is_none();
    ends_well.then(|| at.and_utc().timestamp_millis())
}

/// Parses digits only, because `parse` accepts a sign as well.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_an_instant() {
        assert_eq!(parse("Mon, 15 Jan 2024 10:00:00 GMT"), Some(1_705_312_800_000));
        assert_eq!(parse(" Thu, 01 Jan 1970 00:01:00 GMT "), Some(60_000));
        for wrong in [
            "",
            "soon",
            "Mon, 15 Jan 2024 10:00:00",
            "Mon, 32 Jan 2024 10:00:00 GMT",
            "Mon, 15 Jan 2024 25:00:00 GMT",
            "Mon, 15 Foo 2024 10:00:00 GMT",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
