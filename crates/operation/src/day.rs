//! Calendar days as text.

use chrono::NaiveDate;

/// Parses `2024-01-15`, the form of date inputs, addresses and the query language. Also accepts `2024-1-5`. The year has four digits.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(number(year)?.try_into().ok()?, number(month)?, number(day)?)
}

/// Parses digits only. `str::parse` would also accept a sign.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    #[test]
    fn reads_days_that_exist() {
        for (text, written) in [
            ("2024-02-29", "2024-02-29"),
            ("0000-01-01", "0000-01-01"),
            ("9999-12-31", "9999-12-31"),
            ("2024-1-5", "2024-01-05"),
        ] {
            assert_eq!(parse_day(text).unwrap().to_string(), written);
        }
        for text in [
            "",
            "2024",
            "2024-01",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-01-32",
            "2024-01-00",
            "2024-01-15-1",
            "2024-01-01-01",
            "24-01-01",
            "12024-01-01",
            "+2024-01-15",
            "-2024-01-15",
            "2024-01-+1",
            "2024-01-1x",
            "2024-01-257",
            "2024-001-15",
            "2024--15",
            " 2024-01-15",
            "--",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_is_written(number in 0_u64..3_652_425) {
            let day = NaiveDate::from_ymd_opt(0, 1, 1).unwrap() + Days::new(number);
            prop_assert_eq!(parse_day(&day.to_string()), Some(day));
        }

        #[test]
        fn never_panics(text in ".{0,20}", near in "[0-9]{0,5}-[0-9]{0,3}-?[0-9]{0,3}") {
            let _ = parse_day(&text);
            let _ = parse_day(&near);
        }
    }
}
