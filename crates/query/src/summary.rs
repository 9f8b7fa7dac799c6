//! Describes a query in plain text, for the head of a report.

use messages::query as text;
use operation::{Column, TimeField};

use crate::period::Period;
use crate::query::{Query, SortBy};

/// Describes each part: `Status failed or cancelled; device edge*; scheduled from 2024-01-01 to 2024-01-31`, or `Everything` if there is none.
/// Named periods stay names; a report shows their dates separately.
pub fn summary(query: &Query) -> String {
    let mut parts = Vec::new();
    let mut named = |values: &[String], label: fn(&str) -> String| {
        let values = values.iter().filter(|value| !value.is_empty()).cloned();
        parts.extend(values.reduce(|one, other| text::either(&one, &other)).map(|values| label(&values)));
    };
    named(std::slice::from_ref(&query.id), text::summary_transaction);
    named(&query.statuses, text::summary_status);
    named(&query.types, text::summary_type);
    named(std::slice::from_ref(&query.device), text::summary_device);
    named(std::slice::from_ref(&query.group), text::summary_group);
    parts.extend(when(query.date_of, query.period));
    let quoted = query.text.iter().map(|term| format!("\"{term}\""));
    parts
        .extend(quoted.reduce(|one, other| text::both(&one, &other)).map(|terms| text::summary_text(&terms)));
    if parts.is_empty() {
        parts.push(text::summary_everything().to_owned());
    }
    if let Some(SortBy { column, descending }) = query.sort {
        let column = column_label(column);
        parts.push(if descending {
            text::summary_descending(column)
        } else {
            text::summary_ascending(column)
        });
    }
    if !query.unread.is_empty() {
        parts.push(text::summary_unread(&query.unread.join(" ")));
    }
    let mut text = parts.join("; ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The name of a time: `scheduled`.
pub fn time_label(time: TimeField) -> &'static str {
    match time {
        TimeField::Scheduled => text::time_scheduled(),
        TimeField::Started => text::time_started(),
        TimeField::Completed => text::time_completed(),
        TimeField::Created => text::time_created(),
        TimeField::Updated => text::time_updated(),
    }
}

fn column_label(column: Column) -> &'static str {
    match column {
        Column::Id => text::column_id(),
        Column::Type => text::column_type(),
        Column::DeviceName => text::column_device(),
        Column::DeviceSerial => text::column_serial(),
        Column::Status => text::column_status(),
        Column::Progress => text::column_progress(),
        Column::Priority => text::column_priority(),
        Column::Time(time) => time_label(time),
        Column::DeviceId | Column::Data | Column::Extra => column.name(),
    }
}

fn when(time: TimeField, period: Period) -> Option<String> {
    let time = time_label(time);
    Some(match period {
        Period::Preset(preset) => text::summary_period(time, &preset.label().to_lowercase()),
        Period::Days { from: None, to: None } => return None,
        Period::Days { from: Some(from), to: None } => text::summary_since_day(time, &from.to_string()),
        Period::Days { from: None, to: Some(to) } => text::summary_until_day(time, &to.to_string()),
        Period::Days { from: Some(from), to: Some(to) } if from == to => {
            text::summary_on_day(time, &from.to_string())
        }
        Period::Days { from: Some(from), to: Some(to) } => {
            text::summary_days(time, &from.to_string(), &to.to_string())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn describes_every_part() {
        for (query, expected) in [
            ("", "Everything"),
            ("sort:-started", "Everything; ordered by started, largest or latest first"),
            ("status:failed,cancelled device:edge*", "Status failed or cancelled; device edge*"),
            ("id:op_1 type:a 2.4.1 \"b c\"", "Transaction op_1; type a; containing \"2.4.1\" and \"b c\""),
            ("started:last-night", "Started last night"),
            ("group:\"Edge, Berlin\"", "Group Edge, Berlin"),
            ("scheduled:2024-01", "Scheduled from 2024-01-01 to 2024-01-31"),
            ("scheduled:2024-01-15", "Scheduled on 2024-01-15"),
            ("updated:>2024-01-15", "Updated on 2024-01-16 or later"),
            ("updated:<=2024-01-15", "Updated on 2024-01-15 or earlier"),
            ("updated:any foo:x", "Everything; not understood and left aside: foo:x"),
        ] {
            assert_eq!(summary(&parse(query).query), expected, "{query}");
        }
    }
}
