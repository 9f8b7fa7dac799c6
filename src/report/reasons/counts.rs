//! Pure: why the matching operations failed.

use history::{History, Query};
use operation::{failure_reason, is_failed};
use std::collections::HashMap;

/// The failed operations by reason.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// Each reason and its count, most frequent first.
    pub given: Vec<(String, usize)>,
    /// Failed operations without a reason.
    pub untold: usize,
}

/// Counts the reasons of all failed operations that match. Reasons are equal if their texts are.
pub fn reasons(
    history: &mut History,
    asked: &Query,
    statuses: &[(String, usize)],
    keys: &[String],
) -> Reasons {
    let mut found = Reasons::default();
    let statuses: Vec<String> =
        statuses.iter().map(|(status, _)| status).filter(|status| is_failed(status)).cloned().collect();
    if statuses.is_empty() {
        return found;
    }
    let failed = Query { statuses, sort: None, ..asked.clone() };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for row in history.select(&failed).rows() {
        let row = history.row(*row);
        match failure_reason(row.status(), row.data(), keys) {
            Some(reason) => *counts.entry(reason.trim().to_owned()).or_default() += 1,
            None => found.untold += 1,
        }
    }
    found.given = counts.into_iter().collect();
    found.given.sort_unstable_by(|(a, many), (b, few)| few.cmp(many).then_with(|| a.cmp(b)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::Observation;

    #[test]
    fn every_failed_operation_is_counted_once() {
        let mut history = History::new();
        for (id, status, data) in [
            ("1", "failed", r#"{"why":"offline"}"#),
            ("2", "error", r#"{"why":" offline "}"#),
            ("3", "failed", r#"{"why":"no space"}"#),
            ("4", "failed", r#"{"why":"battery"}"#),
            ("5", "failed", "{}"),
            ("6", "completed", r#"{"why":"offline"}"#),
        ] {
            history.upsert(None, &Observation { id, status, data, ..Observation::default() });
        }
        let statuses = history.report(&Query::default()).statuses;
        let found = reasons(&mut history, &Query::default(), &statuses, &["why".to_owned()]);
        let given: Vec<(&str, usize)> = found.given.iter().map(|(why, n)| (why.as_str(), *n)).collect();
        assert_eq!(given, [("offline", 2), ("battery", 1), ("no space", 1)]);
        assert_eq!(found.untold, 1);
        let completed = Query { statuses: vec!["completed".to_owned()], ..Query::default() };
        let statuses = history.report(&completed).statuses;
        assert_eq!(reasons(&mut history, &completed, &statuses, &[]), Reasons::default());
    }
}
