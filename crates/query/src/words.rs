//! A query in plain words, for the head of a report.

use operation::TimeField;

use crate::period::Period;
use crate::query::{Query, SortBy};

/// What is asked, part by part: `Status failed or cancelled; device edge*; scheduled from 2024-01-01 to 2024-01-31`. `Everything` where
/// nothing is. Periods by name stay names: a report says beside it which days they were.
pub fn words(query: &Query) -> String {
    let mut parts = Vec::new();
    let mut named = |name: &str, values: &[String]| {
        let values: Vec<&str> = values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            parts.push(format!("{name} {}", values.join(" or ")));
        }
    };
    named("transaction", std::slice::from_ref(&query.id));
    named("status", &query.statuses);
    named("type", &query.types);
    named("device", std::slice::from_ref(&query.device));
    named("group", std::slice::from_ref(&query.group));
    if let Some(when) = when(query.date_of, query.period) {
        parts.push(when);
    }
    if !query.text.is_empty() {
        let quoted: Vec<String> = query.text.iter().map(|term| format!("\"{term}\"")).collect();
        parts.push(format!("containing {}", quoted.join(" and ")));
    }
    if parts.is_empty() {
        parts.push("everything".to_owned());
    }
    if let Some(SortBy { column, descending }) = query.sort {
        let order = if descending { "largest or latest first" } else { "smallest or earliest first" };
        parts.push(format!("ordered by {}, {order}", column.name()));
    }
    if !query.unread.is_empty() {
        parts.push(format!("not understood and left aside: {}", query.unread.join(" ")));
    }
    let mut text = parts.join("; ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn when(time: TimeField, period: Period) -> Option<String> {
    let name = time.name();
    Some(match period {
        Period::Preset(preset) => format!("{name} {}", preset.label().to_ascii_lowercase()),
        Period::Days { from: None, to: None } => return None,
        Period::Days { from: Some(from), to: None } => format!("{name} on {from} or later"),
        Period::Days { from: None, to: Some(to) } => format!("{name} on {to} or earlier"),
        Period::Days { from: Some(from), to: Some(to) } if from == to => format!("{name} on {from}"),
        Period::Days { from: Some(from), to: Some(to) } => format!("{name} from {from} to {to}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn says_every_part() {
        for (query, said) in [
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
            assert_eq!(words(&parse(query).query), said, "{query}");
        }
    }
}
