//! Pure: why the matching operations failed.

use history::{History, Query, Selection};
use operation::{failure_reason, is_failed};
use std::collections::HashMap;

/// The failed operations by reason.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// Each reason and its count, most frequent first.
    pub given: Vec<(String, usize)>,
    /// Failed operations without a reason.
    pub not_given: usize,
}

/// Counts the reasons of all failed operations that match. Reasons are equal if their texts are.
#[derive(Debug)]
pub struct ReasonReader {
    rows: Selection,
    /// Number of rows read.
    read: usize,
    keys: Vec<String>,
    counts: HashMap<String, usize>,
    not_given: usize,
}

impl ReasonReader {
    /// Finds the failed operations. `statuses` are those that occur, `keys` the keys of reasons in `operation_data`.
    pub fn new<'a>(
        history: &mut History,
        asked: &Query,
        statuses: impl Iterator<Item = &'a str>,
        keys: Vec<String>,
    ) -> Self {
        let statuses: Vec<String> = statuses.filter(|status| is_failed(status)).map(str::to_owned).collect();
        let rows = match statuses.is_empty() {
            true => Selection::default(),
            false => history.select(&Query { statuses, sort: None, ..asked.clone() }),
        };
        Self { rows, read: 0, keys, counts: HashMap::new(), not_given: 0 }
    }

    /// Reads up to `budget` operations. Returns whether nothing is left to do.
    pub fn read(&mut self, history: &History, budget: usize) -> bool {
        let rows = self.rows.page(self.read, budget);
        for row in rows {
            let row = history.row(*row);
            match failure_reason(row.status(), row.data(), &self.keys) {
                Some(reason) => *self.counts.entry(reason.trim().to_owned()).or_default() += 1,
                None => self.not_given += 1,
            }
        }
        self.read += rows.len();
        self.read >= self.rows.len()
    }

    /// The counts, once [`Self::read`] has nothing left to do.
    pub fn finish(self) -> Reasons {
        let mut given: Vec<(String, usize)> = self.counts.into_iter().collect();
        given.sort_unstable_by(|(a, many), (b, few)| few.cmp(many).then_with(|| a.cmp(b)));
        Reasons { given, not_given: self.not_given }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::Observation;

    fn read(history: &mut History, asked: &Query, statuses: &[(String, usize)], budget: usize) -> Reasons {
        let statuses = statuses.iter().map(|(status, _)| status.as_str());
        let mut reader = ReasonReader::new(history, asked, statuses, vec!["why".to_owned()]);
        while !reader.read(history, budget) {}
        reader.finish()
    }

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
        let found = read(&mut history, &Query::default(), &statuses, 2);
        let given: Vec<(&str, usize)> = found.given.iter().map(|(why, n)| (why.as_str(), *n)).collect();
        assert_eq!(given, [("offline", 2), ("battery", 1), ("no space", 1)]);
        assert_eq!(found.not_given, 1);
        let completed = Query { statuses: vec!["completed".to_owned()], ..Query::default() };
        let statuses = history.report(&completed).statuses;
        assert_eq!(read(&mut history, &completed, &statuses, 9), Reasons::default());
    }
}
