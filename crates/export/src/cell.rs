//! One value of a row, and numbers and times as text.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Timelike, Utc};

use crate::column::Column;
use crate::row::Row;

/// A value by its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Json(&'a str),
    Percent(f32),
    Time(i64),
}

impl<'a> Cell<'a> {
    /// The value that `column` has in `row`.
    pub(crate) fn of(row: &Row<'a>, column: Column) -> Self {
        let filled = |text: &'a str, cell: fn(&'a str) -> Self| {
            if text.is_empty() { Self::Nothing } else { cell(text) }
        };
        let text = |text: Option<&'a str>| filled(text.unwrap_or_default(), Self::Text);
        let time = |time: Option<i64>| time.map_or(Self::Nothing, Self::Time);
        match column {
            Column::Id => text(Some(row.id)),
            Column::Type => text(Some(row.operation_type)),
            Column::DeviceId => text(Some(row.device_id)),
            Column::DeviceName => text(row.device_name),
            Column::DeviceSerial => text(row.device_serial),
            Column::Status => text(Some(row.status)),
            Column::Progress => match row.progress {
                Some(percent) if percent.is_finite() => Self::Percent(percent),
                _ => Self::Nothing,
            },
            Column::Scheduled => time(row.scheduled_at),
            Column::Started => time(row.started_at),
            Column::Completed => time(row.completed_at),
            Column::Created => time(row.created_at),
            Column::Updated => time(row.updated_at),
            Column::Priority => text(row.priority),
            Column::Data => filled(row.operation_data, Self::Json),
            Column::Extra => filled(row.extra, Self::Json),
        }
    }
}

/// Appends a number in its shortest form: `65`, `33.3`.
pub(crate) fn push_percent(out: &mut String, percent: f32) {
    // Writing into a text doesn't fail, here and below. A sum with 0 turns -0 into 0.
    let _ = write!(out, "{}", percent + 0.0);
}

/// Appends `2024-01-15T10:00:00Z`, with milliseconds only when there are any. An instant beyond the calendar is written as its end.
pub(crate) fn push_time(out: &mut String, ms: i64) {
    let end = if ms < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    let at = DateTime::from_timestamp_millis(ms).unwrap_or(end);
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

/// At least so many digits. By hand, as the general way takes ten times as long, and there are 35 numbers in a row.
fn push_number(out: &mut String, value: u32, digits: u32) {
    let mut unit = 10_u32.pow(digits - 1);
    while value / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        // A digit, so it fits.
        out.push(char::from(b'0' + (value / unit % 10) as u8));
        unit /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percents_are_short() {
        for (percent, text) in [(65.0, "65"), (33.3, "33.3"), (0.0, "0"), (-0.0, "0"), (100.0, "100")] {
            let mut out = String::new();
            push_percent(&mut out, percent);
            assert_eq!(out, text);
        }
        let row = Row { progress: Some(f32::NAN), ..Row::default() };
        assert_eq!(Cell::of(&row, Column::Progress), Cell::Nothing);
    }

    proptest! {
        #[test]
        fn times_are_written_as_the_api_writes_them(ms in prop_oneof![
            Just(i64::MIN), Just(i64::MAX), Just(0), any::<i64>(),
            -70_000_000_000_000_i64..300_000_000_000_000, (0_i64..3_000_000_000).prop_map(|second| second * 1000),
        ]) {
            let mut out = String::new();
            push_time(&mut out, ms);
            prop_assert_eq!(out, wire::Timestamp(ms).to_iso());
        }
    }
}
