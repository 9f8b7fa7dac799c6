//! The value of a cell, and formatting of numbers.

use std::fmt::Write;

use operation::{Column, Observation, Timestamp};

/// A value by type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Json(&'a str),
    Percent(f32),
    Time(Timestamp),
}

impl<'a> Cell<'a> {
    /// The value of `column` in `row`.
    pub(crate) fn of(row: &Observation<'a>, column: Column) -> Self {
        let filled = |text: &'a str, cell: fn(&'a str) -> Self| {
            if text.is_empty() { Self::Nothing } else { cell(text) }
        };
        let text = |text: Option<&'a str>| filled(text.unwrap_or_default(), Self::Text);
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
            Column::Time(field) => row.time(field).map_or(Self::Nothing, |ms| Self::Time(Timestamp(ms))),
            Column::Priority => text(row.priority),
            Column::Data => filled(row.data, Self::Json),
            Column::Extra => filled(row.extra, Self::Json),
        }
    }
}

/// Appends the shortest form of a number: `65`, `33.3`.
pub(crate) fn push_percent(out: &mut String, percent: f32) {
    // Writing to a `String` can't fail. Adding 0 turns -0 into 0.
    let _ = write!(out, "{}", percent + 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_short() {
        for (percent, text) in [(65.0, "65"), (33.3, "33.3"), (0.0, "0"), (-0.0, "0"), (100.0, "100")] {
            let mut out = String::new();
            push_percent(&mut out, percent);
            assert_eq!(out, text);
        }
        let row = Observation { progress: Some(f32::NAN), ..Observation::default() };
        assert_eq!(Cell::of(&row, Column::Progress), Cell::Nothing);
    }
}
