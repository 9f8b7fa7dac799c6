//! Pure: ISO 8601 in UTC with whole seconds, for the address, the page and file names; see [`Timestamp`].

use operation::Timestamp;

/// Formats an instant in UTC with whole seconds: `2024-01-15T10:00:00Z`.
pub fn write(utc_ms: i64) -> String {
    Timestamp(utc_ms).whole_second().to_iso()
}

/// Parses what [`write`] wrote into ms since the epoch. `None` without the `Z`.
pub fn read(text: &str) -> Option<i64> {
    Timestamp::parse_utc(text).map(|at| at.0)
}

/// The readable form: `2024-01-15 10:00:00 UTC`.
pub fn spoken(utc_ms: i64) -> String {
    write(utc_ms).replace('T', " ").replace('Z', " UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_whole_seconds() {
        assert_eq!(write(1_705_312_800_000), "2024-01-15T10:00:00Z");
        assert_eq!(write(1_705_312_800_999), "2024-01-15T10:00:00Z");
        assert_eq!(spoken(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(write(i64::MAX), "+262142-12-31T23:59:59.999Z", "the end of the calendar");
    }

    proptest::proptest! {
        #[test]
        fn reads_what_is_written(second in -62_167_219_200i64..253_402_300_800) {
            proptest::prop_assert_eq!(read(&write(second * 1000)), Some(second * 1000));
        }
    }
}
