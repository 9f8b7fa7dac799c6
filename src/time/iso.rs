//! ISO 8601 in UTC, as the API writes its timestamps: `2024-01-15T10:00:00Z`.

use chrono::{DateTime, Datelike, Timelike};

/// Whole seconds, UTC, with the `Z`. An instant beyond what a calendar can hold comes out as an empty text.
pub fn write(utc_ms: i64) -> String {
    let Some(at) = DateTime::from_timestamp_millis(utc_ms) else { return String::new() };
    let (y, mo, d) = (at.year(), at.month(), at.day());
    format!("{y:04}-{mo:02}-{d:02}T{:02}:{:02}:{:02}Z", at.hour(), at.minute(), at.second())
}

/// The same for people: `2024-01-15 10:00:00 UTC`.
pub fn spoken(utc_ms: i64) -> String {
    write(utc_ms).replace('T', " ").replace('Z', " UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_as_the_api_does() {
        assert_eq!(write(1_705_312_800_000), "2024-01-15T10:00:00Z");
        assert_eq!(write(1_705_312_800_999), "2024-01-15T10:00:00Z");
        assert_eq!(spoken(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(write(i64::MAX), "");
    }
}
