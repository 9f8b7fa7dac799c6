//! An instant, and ISO 8601 as used by the API, files and addresses. Supports only UTC.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Parses RFC 3339 and common deviations of servers: a space or `t` for `T`, `z`, an offset without colon, no seconds, no offset (taken
    /// as UTC, which servers without time zone support mean), or a date alone (midnight UTC).
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(instant) = usual(text.as_bytes()) {
            return Some(instant);
        }
        let text = text.trim();
        // Some servers append `Z` to an offset, or the offset to `Z`.
        let text = match text.strip_suffix('Z') {
            Some(rest) if rest.ends_with("+00:00") => rest,
            _ => text.strip_suffix("Z+00:00").unwrap_or(text),
        };
        if !text.is_ascii() || text.len() < 10 {
            return None;
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Some(Self(instant.timestamp_millis()));
        }
        let (date, rest) = text.split_at(10);
        if rest.is_empty() {
            return from_parts(date, "00:00:00", "Z");
        }
        let time = rest.strip_prefix(['T', 't', ' '])?;
        let cut = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
        let (clock, offset) = time.split_at(cut);
        let clock = clock.trim_end();
        let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() };
        match offset.len() {
            0 => from_parts(date, &clock, "Z"),
            3 => from_parts(date, &clock, &format!("{offset}:00")),
            5 => from_parts(date, &clock, &format!("{}:{}", &offset[..3], &offset[3..])),
            _ => from_parts(date, &clock, offset),
        }
    }

    /// Parses only times with a `Z`, the form in addresses that [`Self::to_iso`] writes. Times without a zone and plain days are rejected,
    /// because the page may show another zone.
    pub fn parse_utc(text: &str) -> Option<Self> {
        if text.ends_with('Z') { Self::parse(text) } else { None }
    }

    /// Formats as the API does: `2024-01-15T10:00:00Z`, with milliseconds only if they aren't zero. Instants beyond the range of the calendar
    /// (about 260,000 years) are clamped to it.
    pub fn to_iso(self) -> String {
        let mut out = String::with_capacity(24);
        self.push_iso(&mut out);
        out
    }

    /// Appends the output of [`Self::to_iso`].
    pub fn push_iso(self, out: &mut String) {
        let end = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        let at = DateTime::from_timestamp_millis(self.0).unwrap_or(end);
        match at.year() {
            ..0 => out.push('-'),
            0..=9999 => {}
            10000.. => out.push('+'),
        }
        push_number(out, at.year().unsigned_abs(), 4);
        for (before, value) in
            [('-', at.month()), ('-', at.day()), ('T', at.hour()), (':', at.minute()), (':', at.second())]
        {
            out.push(before);
            push_number(out, value, 2);
        }
        let ms = at.timestamp_subsec_millis().min(999);
        if ms > 0 {
            out.push('.');
            push_number(out, ms, 3);
        }
        out.push('Z');
    }

    /// Whether it stands for "not set" in a row created at `created`: year 1, or the beginning of 1970 if the row is younger.
    pub fn is_unset(self, created: Option<Self>) -> bool {
        // The beginning of year 2.
        const YEAR_2: i64 = -62_104_060_800_000;
        self.0 < YEAR_2 || (self.0 == 0 && created.is_some_and(|created| created.0 > 0))
    }

    /// Truncates to whole seconds.
    pub fn whole_second(self) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(1000)))
    }
}

/// Pads with zeros to `digits`. Written by hand because `fmt` takes ten times as long, and a row of a file has 35 numbers.
fn push_number(out: &mut String, value: u32, digits: u32) {
    let mut unit = 10_u32.pow(digits - 1);
    while value / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        // A single digit, so it fits.
        out.push(char::from(b'0' + (value / unit % 10) as u8));
        unit /= 10;
    }
}

/// Fast path for the format of the API page: `2024-01-15T10:00:00Z`, optionally with a fraction, from 1970 on. A calendar library takes ten
/// times as long.
fn usual(text: &[u8]) -> Option<Timestamp> {
    let (date, rest) = text.split_first_chunk::<19>()?;
    let number = |from: usize, count: usize| {
        date.iter().skip(from).take(count).try_fold(0i64, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0'))
        })
    };
    let marks = [date[4], date[7], date[10], date[13], date[16]];
    let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
    let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    let sound = (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    if marks != *b"--T::" || year < 1970 || !sound {
        return None;
    }
    let millis = match rest {
        b"Z" => 0,
        [b'.', fraction @ .., b'Z'] if (1..=9).contains(&fraction.len()) => {
            let digits = fraction.iter().chain(b"00").take(3);
            if !fraction.iter().all(u8::is_ascii_digit) {
                return None;
            }
            digits.fold(0, |millis, digit| millis * 10 + i64::from(digit - b'0'))
        }
        _ => return None,
    };
    // Days since 1970. Years start in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 719_469;
    Some(Timestamp((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millis))
}

fn from_parts(date: &str, clock: &str, offset: &str) -> Option<Timestamp> {
    let instant = DateTime::parse_from_rfc3339(&format!("{date}T{clock}{offset}")).ok()?;
    Some(Timestamp(instant.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEN: Timestamp = Timestamp(1_705_312_800_000);

    #[test]
    fn an_offset_beside_z_is_utc() {
        let utc = Timestamp::parse("2024-05-06T02:00:00Z");
        for text in [
            "2024-05-06T02:00:00+00:00Z",
            "2024-05-06T02:00:00.000000+00:00Z",
            "2024-05-06T02:00:00.000Z+00:00",
        ] {
            assert_eq!(Timestamp::parse(text), utc, "{text}");
        }
        assert_eq!(Timestamp::parse("2024-05-06T02:00:00+02:00Z"), None, "they contradict each other");
    }

    #[test]
    fn year_1_and_the_epoch_stand_for_not_set() {
        let unset = |text, created| Timestamp::parse(text).unwrap().is_unset(created);
        let created = Timestamp::parse("2024-05-06T02:00:00Z");
        assert!(unset("0001-01-01T00:00:00Z", None) && unset("0001-01-01T00:00:00Z", created));
        assert!(unset("1970-01-01T00:00:00Z", created) && !unset("1970-01-01T00:00:00Z", None));
        assert!(!unset("1969-12-31T23:59:59Z", created) && !unset("2024-05-06T02:00:00Z", created));
    }

    #[test]
    fn reads_what_servers_send() {
        for text in [
            "2024-01-15T10:00:00Z",
            "2024-01-15t10:00:00z",
            "2024-01-15 10:00:00Z",
            "2024-01-15T10:00:00+00:00",
            "2024-01-15T10:00:00-00:00",
            "2024-01-15T11:30:00+01:30",
            "2024-01-15T07:00:00-0300",
            "2024-01-15 11:00:00+01",
            "2024-01-15T10:00:00",
            "2024-01-15T10:00:00.000000",
            "2024-01-15 10:00:00 +00:00",
            "2024-01-15T10:00",
            "2024-01-15T10:00Z",
            " 2024-01-15T10:00:00.000Z\n",
        ] {
            assert_eq!(Timestamp::parse(text), Some(TEN), "{text}");
        }
        assert_eq!(Timestamp::parse("2024-01-15"), Some(Timestamp(TEN.0 - 36_000_000)));
        assert_eq!(Timestamp::parse("2024-01-15T10:00:00.123456Z"), Some(Timestamp(TEN.0 + 123)));
        assert_eq!(Timestamp::parse("1969-12-31T23:59:59.999Z"), Some(Timestamp(-1)));
    }

    #[test]
    fn rejects_other_texts() {
        for text in [
            "",
            "yesterday",
            "10:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-02-30",
            "2024-01-15T",
            "2024-01-15T25:00:00Z",
            "2024-01-15X10:00:00Z",
            "1705312800000",
            "2024-01-15T10:00:00+1",
            "２０２４-01-15",
            "2024-01-15Z",
            "2024-01-1510:00:00Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn writes_milliseconds_only_when_there_are_any() {
        assert_eq!(TEN.to_iso(), "2024-01-15T10:00:00Z");
        assert_eq!(Timestamp(TEN.0 + 7).to_iso(), "2024-01-15T10:00:00.007Z");
        assert_eq!(Timestamp(-1).to_iso(), "1969-12-31T23:59:59.999Z");
        assert_eq!(Timestamp(253_402_300_800_000).to_iso(), "+10000-01-01T00:00:00Z");
        assert_eq!(Timestamp(i64::MAX).to_iso(), "+262142-12-31T23:59:59.999Z");
        assert!(Timestamp(i64::MIN).to_iso().starts_with("-262143-01-01"));
        assert_eq!(Timestamp(-62_198_755_200_000).to_iso(), "-0001-01-01T00:00:00Z");
    }

    #[test]
    fn an_address_names_utc() {
        for text in ["2024-01-15T10:00:00Z", "2024-01-15T10:00Z"] {
            assert_eq!(Timestamp::parse_utc(text), Some(TEN));
        }
        for text in ["", "TZ", "2024-01-15", "2024-01-15T10Z", "2024-01-15T10:00", "2024-01-15T10:00:00:1Z"] {
            assert_eq!(Timestamp::parse_utc(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_second_is_the_one_that_has_begun() {
        for (ms, second) in [(1999, 1000), (1000, 1000), (0, 0), (-1, -1000), (i64::MIN, i64::MIN)] {
            assert_eq!(Timestamp(ms).whole_second(), Timestamp(second));
        }
    }

    proptest! {
        /// Compares with chrono's output.
        #[test]
        fn writes_what_the_library_writes(ms in prop_oneof![
            any::<i64>(), -70_000_000_000_000_i64..300_000_000_000_000, (0_i64..3_000_000_000).prop_map(|second| second * 1000),
        ]) {
            use chrono::SecondsFormat::{Millis, Secs};
            if let Some(at) = DateTime::from_timestamp_millis(ms) {
                let form = if at.timestamp_subsec_millis() == 0 { Secs } else { Millis };
                prop_assert_eq!(Timestamp(ms).to_iso(), at.to_rfc3339_opts(form, true));
            }
        }

        #[test]
        fn writing_and_reading_agree(ms in -62_167_219_200_000i64..253_402_300_800_000) {
            let text = Timestamp(ms).to_iso();
            prop_assert_eq!(Timestamp::parse(&text), Some(Timestamp(ms)));
            prop_assert_eq!(Timestamp::parse_utc(&text), Some(Timestamp(ms)));
        }

        #[test]
        fn the_usual_form_is_what_the_library_reads(
            ms in 0i64..253_402_300_800_000, fraction in "(\\.[0-9]{1,10})?", at in 0..24usize, byte in "[0-9TZ:. -]",
        ) {
            let mut text = Timestamp(ms / 1000 * 1000).to_iso().replace('Z', &format!("{fraction}Z"));
            let library = |text: &str| DateTime::parse_from_rfc3339(text).ok().map(|at| Timestamp(at.timestamp_millis()));
            prop_assert_eq!(usual(text.as_bytes()).is_some(), fraction.len() <= 10);
            prop_assert_eq!(Timestamp::parse(&text), library(&text));
            text.replace_range(at.min(text.len() - 1)..=at.min(text.len() - 1), &byte);
            if let Some(read) = usual(text.as_bytes()) {
                prop_assert_eq!(Some(read), library(&text), "{}", text);
            }
        }

        #[test]
        fn never_panics(ms: i64, text in ".{0,40}", near in "[0-9TZtz:+. -]{8,32}") {
            Timestamp(ms).whole_second().to_iso();
            Timestamp::parse(&text);
            Timestamp::parse(&near);
        }
    }
}
