//! Pure: the five figures. Each is a query for the list, so the number, the rows below it and the linked page can't differ.

use crate::{
    route::{ListQuery, SortBy},
    time::iso,
};
use messages::board as text;
use operation::{Stage, is_failed, stage};

const DAY: i64 = 86_400_000;

/// A figure of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Running.
    Running,
    /// Waiting although its scheduled time has passed.
    Late,
    /// Running, but without an update for too long.
    Stalled,
    /// Failed in the last 24 hours.
    Failed,
    /// Scheduled to begin in the next 24 hours.
    Next,
}

/// All figures, in the order shown.
pub const FIGURES: [Figure; 5] =
    [Figure::Running, Figure::Late, Figure::Stalled, Figure::Failed, Figure::Next];

/// Parameters of the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// Current time, in ms since the epoch.
    pub now: i64,
    /// Delay in ms after which an operation is late.
    pub late_after: i64,
    /// Time in ms without an update after which a running operation has stalled.
    pub stalled_after: i64,
    /// Name of the time at which an operation failed.
    pub failed_by: &'static str,
    /// The known statuses.
    pub statuses: Statuses,
}

/// Statuses by stage: those of the API's documentation, and others found in rows. The set is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statuses {
    /// Statuses of operations that wait.
    pub waiting: Vec<String>,
    /// Statuses of operations that run.
    pub running: Vec<String>,
    /// Statuses of operations that failed.
    pub failed: Vec<String>,
}

impl Statuses {
    /// The documented statuses and those found in rows.
    pub fn of<'a>(seen: impl IntoIterator<Item = &'a str>) -> Self {
        let of = |all: &[&str]| all.iter().map(|&status| status.to_owned()).collect();
        let mut statuses = Self {
            waiting: of(&["scheduled", "pending"]),
            running: of(&["in_progress"]),
            failed: of(&["failed"]),
        };
        for status in seen {
            let list = match stage(status) {
                Stage::Waiting => &mut statuses.waiting,
                Stage::Running => &mut statuses.running,
                Stage::Final if is_failed(status) => &mut statuses.failed,
                Stage::Final | Stage::Unknown => continue,
            };
            if list.iter().all(|known| known != status) {
                list.push(status.to_owned());
            }
        }
        statuses
    }
}

impl Figure {
    /// Name for ids and classes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Late => "late",
            Self::Stalled => "stalled",
            Self::Failed => "failed",
            Self::Next => "next",
        }
    }

    /// Heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Running => text::running(),
            Self::Late => text::late(),
            Self::Stalled => text::stalled(),
            Self::Failed => text::failed(),
            Self::Next => text::upcoming(),
        }
    }

    /// Short explanation.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Running => text::running_meaning(),
            Self::Late => text::late_meaning(),
            Self::Stalled => text::stalled_meaning(),
            Self::Failed => text::failed_meaning(),
            Self::Next => text::upcoming_meaning(),
        }
    }

    /// Text for an empty section.
    pub fn none(self) -> &'static str {
        match self {
            Self::Running => text::running_none(),
            Self::Late => text::late_none(),
            Self::Stalled => text::stalled_none(),
            Self::Failed => text::failed_none(),
            Self::Next => text::upcoming_none(),
        }
    }

    /// The time shown in a row: the one that the rows are sorted by.
    pub fn time(self, basis: &Basis) -> &'static str {
        match self {
            Self::Running => "started",
            Self::Late | Self::Next => "scheduled",
            Self::Stalled => "updated",
            Self::Failed => basis.failed_by,
        }
    }

    /// The query for the list. The most urgent rows come first.
    pub fn asks(self, base: &ListQuery, basis: &Basis) -> ListQuery {
        let moment = |ms: Option<i64>| ms.map(iso::write).unwrap_or_default();
        let (statuses, from, to) = match self {
            Self::Running => (&basis.statuses.running, None, None),
            Self::Late => (&basis.statuses.waiting, None, basis.now.checked_sub(basis.late_after)),
            Self::Stalled => (&basis.statuses.running, None, basis.now.checked_sub(basis.stalled_after)),
            Self::Failed => (&basis.statuses.failed, basis.now.checked_sub(DAY), None),
            Self::Next => (&basis.statuses.waiting, Some(basis.now), basis.now.checked_add(DAY)),
        };
        let time = self.time(basis);
        let dated = from.is_some() || to.is_some();
        ListQuery {
            statuses: statuses.clone(),
            date_of: if dated { time.to_owned() } else { ListQuery::default().date_of },
            from: moment(from),
            to: moment(to),
            sort: Some(SortBy { column: time.to_owned(), descending: self == Self::Failed }),
            problems: Vec::new(),
            ..base.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    fn basis() -> Basis {
        Basis {
            now: 1_705_312_800_000,
            late_after: 120_000,
            stalled_after: 900_000,
            failed_by: "completed",
            statuses: Statuses::of(["completed", "queued", "RUNNING", "error", "scheduled", "thinking"]),
        }
    }

    fn href(figure: Figure) -> String {
        Route::Operations { query: figure.asks(&ListQuery::default(), &basis()), open: None }.href()
    }

    #[test]
    fn each_figure_has_a_list_address() {
        for (figure, address) in [
            (Figure::Running, "status=in_progress,RUNNING&sort=started"),
            (Figure::Late, "status=scheduled,pending,queued&to=2024-01-15T09:58:00Z&sort=scheduled"),
            (Figure::Stalled, "status=in_progress,RUNNING&date=updated&to=2024-01-15T09:45:00Z&sort=updated"),
            (Figure::Failed, "status=failed,error&date=completed&from=2024-01-14T10:00:00Z&sort=-completed"),
            (
                Figure::Next,
                "status=scheduled,pending,queued&from=2024-01-15T10:00:00Z&to=2024-01-16T10:00:00Z&sort=scheduled",
            ),
        ] {
            assert_eq!(href(figure), format!("#/operations?{address}"));
            let Route::Operations { query, .. } = Route::parse(&href(figure)) else { panic!("not the list") };
            assert_eq!(query, figure.asks(&ListQuery::default(), &basis()), "read as it was asked");
        }
    }

    #[test]
    fn figures_keep_the_base_filter() {
        let base = ListQuery { device: "edge*".into(), zone: Some("UTC".into()), ..ListQuery::default() };
        let query = Figure::Late.asks(&base, &basis());
        assert_eq!((query.device.as_str(), query.zone.as_deref()), ("edge*", Some("UTC")));
    }
}
