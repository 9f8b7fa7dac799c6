//! Pure: the board at a given minute: query, count and first rows of each figure.

use super::{
    figures::{Basis, FIGURES, Figure, Statuses},
    lines::Line,
};
use crate::{history_query::time_field, overview::watching::MOST, route::ListQuery, sync::OperationStore};
use history::{History, Query, RowId};
use operation::{LATE_AFTER, STALLED_AFTER};
use std::collections::HashSet;

/// Maximum number of lines below a figure.
const LINES: usize = 14;

/// A figure and its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The figure.
    pub figure: Figure,
    /// The query for the list.
    pub query: ListQuery,
    /// Number of matching rows.
    pub count: usize,
    /// The first rows.
    pub lines: Vec<Line>,
}

/// The whole board.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// In the order of [`FIGURES`].
    pub sections: Vec<Section>,
    /// One row of each transaction that is active or should be. Polled to keep the figures current.
    pub watched: Vec<RowId>,
    /// Whether there are no operations.
    pub is_empty: bool,
}

impl Board {
    /// Runs all queries at a given time. `base` is the filter of the board, `reasons` are the keys of reasons, and `resolve` turns each query
    /// into one for the history.
    pub fn take(
        history: &mut History,
        base: &ListQuery,
        reasons: &[String],
        now: i64,
        resolve: impl Fn(&ListQuery) -> Query,
    ) -> Self {
        let facets = history.facets(&Query::default(), 0);
        let statuses = Statuses::of(facets.statuses.iter().map(|(status, _)| status.as_str()));
        let basis = Basis {
            now,
            late_after: LATE_AFTER,
            stalled_after: STALLED_AFTER,
            failed_by: failed_by(history, &statuses),
            statuses,
        };
        let mut watched = Vec::new();
        let sections = FIGURES.map(|figure| {
            let query = figure.asks(base, &basis);
            let rows = history.select(&resolve(&query));
            if matches!(figure, Figure::Running | Figure::Late) {
                watched.extend_from_slice(rows.page(0, MOST));
            }
            let field = time_field(figure.time(&basis));
            let line = |row: &RowId| Line::of(&OperationStore::row(history, *row), field, reasons, now);
            Section {
                figure,
                count: rows.len(),
                lines: rows.page(0, LINES).iter().map(line).collect(),
                query,
            }
        });
        let mut seen = HashSet::new();
        watched.retain(|row| seen.insert(history.row(*row).id().to_owned()));
        Self { sections: sections.into(), watched, is_empty: history.is_empty() }
    }
}

/// The time of a failure: the completion if the API sends one (its previous revision doesn't).
fn failed_by(history: &mut History, statuses: &Statuses) -> &'static str {
    let failed = Query { statuses: statuses.failed.clone(), ..Query::default() };
    let rows = history.select(&failed);
    let told = rows.rows().iter().any(|row| history.row(*row).completed_at().is_some());
    if told || rows.is_empty() { "completed" } else { "updated" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::{DateFilter, Sort};
    use operation::Observation;

    const NOW: i64 = 1_705_312_800_000;
    const MINUTE: i64 = 60_000;

    fn resolve(query: &ListQuery) -> Query {
        {
            let (from, to) = query.moments();
            let date = DateFilter { field: time_field(&query.date_of), from, to };
            Query {
                statuses: query.statuses.clone(),
                date: (from.is_some() || to.is_some()).then_some(date),
                sort: query.sort.as_ref().map(|sort| Sort {
                    column: operation::Column::Time(time_field(&sort.column)),
                    descending: sort.descending,
                }),
                ..Query::default()
            }
        }
    }

    fn taken(rows: &[(&str, &str, [Option<i64>; 4])]) -> Board {
        let mut history = History::new();
        for (id, status, [scheduled_at, started_at, completed_at, updated_at]) in rows {
            let [scheduled_at, started_at, completed_at, updated_at] =
                [scheduled_at, started_at, completed_at, updated_at]
                    .map(|at| at.map(|minutes| NOW + minutes * MINUTE));
            history.upsert(
                None,
                &Observation {
                    id,
                    device_id: "d",
                    status,
                    scheduled_at,
                    started_at,
                    completed_at,
                    updated_at,
                    ..Observation::default()
                },
            );
        }
        Board::take(&mut history, &ListQuery::default(), &["why".to_owned()], NOW, resolve)
    }

    fn ids(board: &Board) -> Vec<(&'static str, Vec<&str>)> {
        let mut all = Vec::new();
        for section in &board.sections {
            assert_eq!(section.count, section.lines.len());
            all.push((
                section.figure.name(),
                section.lines.iter().map(|line| line.key.id.as_str()).collect(),
            ));
        }
        all
    }

    #[test]
    fn rows_are_assigned_to_their_figures() {
        let board = taken(&[
            ("runs", "in_progress", [Some(-10), Some(-9), None, Some(-1)]),
            ("silent", "in_progress", [Some(-50), Some(-50), None, Some(-16)]),
            ("late", "scheduled", [Some(-3), None, None, None]),
            ("due", "pending", [Some(-1), None, None, None]),
            ("soon", "scheduled", [Some(5), None, None, None]),
            ("tomorrow", "scheduled", [Some(24 * 60), None, None, None]),
            ("failed", "failed", [Some(-90), Some(-80), Some(-70), Some(-70)]),
            ("failed before", "failed", [Some(-90), Some(-80), Some(-25 * 60), Some(-1)]),
            ("done", "completed", [Some(-90), Some(-80), Some(-70), Some(-70)]),
        ]);
        assert_eq!(
            ids(&board),
            [
                ("running", vec!["silent", "runs"]),
                ("late", vec!["late"]),
                ("stalled", vec!["silent"]),
                ("failed", vec!["failed"]),
                ("next", vec!["soon"]),
            ]
        );
        assert_eq!(board.watched.len(), 3);
    }

    #[test]
    fn a_failed_line_has_its_reason() {
        let mut history = History::new();
        let failed = Observation {
            id: "1",
            status: "failed",
            completed_at: Some(NOW - MINUTE),
            data: r#"{"why":"a\u202eb"}"#,
            ..Observation::default()
        };
        history.upsert(None, &failed);
        let of = |keys: &[String], history: &mut History| {
            let board = Board::take(history, &ListQuery::default(), keys, NOW, resolve);
            board.sections[3].lines[0].reason.clone()
        };
        assert_eq!(of(&["why".to_owned()], &mut history).as_deref(), Some("a⟨U+202E⟩b"));
        assert_eq!(of(&[], &mut history), None);
    }

    #[test]
    fn failure_time_falls_back_to_the_last_update() {
        let board = taken(&[("a", "failed", [None, None, None, Some(-5)]), ("b", "failed", [None; 4])]);
        assert_eq!(ids(&board)[3], ("failed", vec!["a"]));
        assert_eq!(board.sections[3].query.date_of, "updated");
    }
}
