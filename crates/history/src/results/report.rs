//! Aggregates over a query for a report: types by status, success rate, durations.

use super::facets::{by_name, most_frequent, named};
use crate::history::History;
use crate::mask::Mask;
use crate::order::sort_numbers;
use crate::query::Query;
use operation::{TimeField, is_failed, is_succeeded};
use std::sync::Arc;

/// Aggregates over the rows of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Number of rows.
    pub total: usize,
    /// Rows by status, as in [`super::Facets::statuses`], without those of 0.
    pub statuses: Vec<(String, usize)>,
    /// Successes among successes and failures, by the meaning of the status, from 0 to 1; `None` when there is neither.
    pub success_rate: Option<f64>,
    /// One entry for each type that occurs, most frequent first, then by name.
    pub types: Vec<TypeReport>,
}

/// Aggregates of one type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeReport {
    /// The type as the API names it.
    pub operation_type: String,
    /// Number of rows.
    pub total: usize,
    /// Rows by status, as in [`super::Facets::statuses`], without those of 0.
    pub statuses: Vec<(String, usize)>,
    /// As in [`Report::success_rate`].
    pub success_rate: Option<f64>,
    /// Time from start to completion, over the rows that have both; `None` when none has.
    pub durations: Option<Durations>,
}

/// Percentiles in milliseconds, by the nearest-rank method. Rows that end before they start are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// Number of rows with a duration.
    pub count: usize,
    /// Median.
    pub p50: i64,
    /// 95th percentile.
    pub p95: i64,
}

/// A report that is being computed. The history must not change meanwhile: compare its generation.
#[derive(Debug)]
pub struct ReportTally {
    rows: Arc<Mask>,
    /// The next 64 rows to count.
    word: usize,
    /// Rows of each type by status.
    counts: Vec<usize>,
    /// Durations of each type.
    durations: Vec<Vec<u64>>,
    /// Percentiles of the types whose durations are sorted.
    percentiles: Vec<Option<Durations>>,
}

impl History {
    /// Aggregates over the matching rows.
    pub fn report(&mut self, query: &Query) -> Report {
        let mut tally = self.begin_report(query);
        while !self.tally(&mut tally, usize::MAX) {}
        self.finish_report(tally)
    }

    /// Starts a report to be computed in slices.
    pub fn begin_report(&mut self, query: &Query) -> ReportTally {
        let rows = self.filtered(query).rows;
        let (kinds, statuses) = (self.columns.types.code_count(), self.columns.statuses.code_count());
        ReportTally {
            rows,
            word: 0,
            counts: vec![0; kinds * statuses],
            durations: vec![Vec::new(); kinds],
            percentiles: Vec::new(),
        }
    }

    /// Counts about `budget` rows, or sorts the durations of a type. Returns whether nothing is left to do.
    pub fn tally(&self, tally: &mut ReportTally, budget: usize) -> bool {
        if tally.word < tally.rows.words() {
            let end = tally.word.saturating_add(budget.div_ceil(64).max(1));
            self.count_rows(tally, end);
            tally.word = end;
            return false;
        }
        if let Some(durations) = tally.durations.get_mut(tally.percentiles.len()) {
            tally.percentiles.push(percentiles(durations));
            durations.clear();
        }
        tally.percentiles.len() >= tally.durations.len()
    }

    fn count_rows(&self, tally: &mut ReportTally, end: usize) {
        let columns = &self.columns;
        let statuses = columns.statuses.code_count();
        let (started, completed) = (columns.time(TimeField::Started), columns.time(TimeField::Completed));
        for row in tally.rows.rows_of(tally.word..end) {
            let kind = columns.types.codes().get(row) as usize;
            let status = columns.statuses.codes().get(row) as usize;
            if let Some(count) = tally.counts.get_mut(kind * statuses + status) {
                *count += 1;
            }
            if let (Some(from), Some(to)) = (started.get(row), completed.get(row))
                && to >= from
                && let Some(list) = tally.durations.get_mut(kind)
            {
                list.push((to - from) as u64);
            }
        }
    }

    /// The report, once [`Self::tally`] has nothing left to do.
    pub fn finish_report(&self, tally: ReportTally) -> Report {
        let columns = &self.columns;
        let statuses = columns.statuses.code_count();
        let mut all = vec![0usize; statuses];
        let mut types = Vec::new();
        for (kind, (counts, durations)) in
            tally.counts.chunks(statuses.max(1)).zip(tally.percentiles).enumerate()
        {
            all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            let total: usize = counts.iter().sum();
            if total > 0 {
                types.push(TypeReport {
                    operation_type: columns.types.text(kind as u32).unwrap_or("").to_owned(),
                    total,
                    statuses: self.by_status(counts),
                    success_rate: self.success(counts),
                    durations,
                });
            }
        }
        let of = |at: u32| {
            types
                .get(at as usize)
                .map_or((0, ""), |kind: &TypeReport| (kind.total, kind.operation_type.as_str()))
        };
        let order = most_frequent(types.len(), types.len(), &of);
        let types =
            order.into_iter().filter_map(|at| types.get_mut(at as usize).map(std::mem::take)).collect();
        Report {
            total: all.iter().sum(),
            statuses: self.by_status(&all),
            success_rate: self.success(&all),
            types,
        }
    }

    fn by_status(&self, counts: &[usize]) -> Vec<(String, usize)> {
        let counts = counts.iter().enumerate().map(|(code, &count)| (code as u32, count));
        by_name(named(&self.columns.statuses, counts.filter(|(_, count)| *count > 0).collect()))
    }

    fn success(&self, counts: &[usize]) -> Option<f64> {
        let of = |means: fn(&str) -> bool| -> usize {
            let counted = counts.iter().enumerate();
            let meant =
                counted.filter(|(code, _)| self.columns.statuses.text(*code as u32).is_some_and(means));
            meant.map(|(_, count)| count).sum()
        };
        let (good, bad) = (of(is_succeeded), of(is_failed));
        (good + bad > 0).then(|| good as f64 / (good + bad) as f64)
    }
}

fn percentiles(durations: &mut Vec<u64>) -> Option<Durations> {
    let count = durations.len();
    sort_numbers(durations);
    let nearest = |percent: usize| {
        let rank = (count * percent).div_ceil(100).max(1);
        durations.get(rank - 1).map(|&duration| duration as i64)
    };
    Some(Durations { count, p50: nearest(50)?, p95: nearest(95)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Observation;

    #[test]
    fn slices_of_any_size_give_the_whole_report() {
        let mut history = History::new();
        for n in 0..1000_i64 {
            let id = n.to_string();
            let kind = ["a", "b", "c"].get(n as usize % 3).copied().unwrap_or_default();
            history.upsert(
                None,
                &Observation {
                    id: &id,
                    operation_type: kind,
                    status: if n % 7 == 0 { "failed" } else { "completed" },
                    started_at: Some(n),
                    completed_at: (n % 5 != 0).then_some(n * n),
                    ..Observation::default()
                },
            );
        }
        let some = Query { types: vec!["a".into(), "c".into()], ..Query::default() };
        for query in [Query::default(), some] {
            let whole = history.report(&query);
            assert!(whole.total > 600 && whole.types.iter().all(|kind| kind.durations.is_some()));
            for budget in [1, 100, 700] {
                let mut tally = history.begin_report(&query);
                let mut slices = 1;
                while !history.tally(&mut tally, budget) {
                    slices += 1;
                }
                assert_eq!((history.finish_report(tally), slices > 3), (whole.clone(), true));
            }
        }
    }
}
