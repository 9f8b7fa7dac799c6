//! Pure: the steps of the computation.

use super::{firmware::FirmwareReader, partly_unreadable::is_partly_unreadable};
use crate::{
    history_query::time_field,
    report::{
        days::{MOST, Spans, spans},
        reasons::ReasonReader,
        snapshot::{Coverage, Snapshot, Timed},
    },
    route::ListQuery,
    time::{
        span::{year_bounds, years_to_draw},
        zones::Offsets,
    },
};
use history::{DateFilter, History, Query, ReportTally};
use operation::{TimeField, is_failed};

/// Maximum number of devices in the chart.
const TOP: usize = 10;

/// Figures that are being computed. They are those of one moment only while [`Self::is_current`].
#[derive(Debug)]
pub struct Computation {
    made: Snapshot,
    asked: Query,
    /// Keys of reasons in `operation_data`.
    reason_keys: Vec<String>,
    next: Step,
}

/// What comes next. No step reads the rows more than once.
#[derive(Debug)]
enum Step {
    Rows,
    Tally(ReportTally),
    Devices,
    Extent,
    Timed(Spans),
    Failed(Timed),
    Firmware,
    Updates(FirmwareReader),
    Reasons,
    Failures(ReasonReader),
    /// With the number of rows read.
    PartlyUnreadable(usize),
    Done,
}

impl Computation {
    /// Starts with the history as it is. `asked` is the query, resolved at the moment `at`.
    pub fn new(
        history: &History,
        (query, zone): (ListQuery, String),
        asked: Query,
        coverage: Coverage,
        reason_keys: Vec<String>,
        at: i64,
    ) -> Self {
        let made = Snapshot {
            query,
            date: asked.date,
            zone,
            at,
            generation: history.generation(),
            coverage,
            overwritten: history.overwritten(),
            ..Snapshot::default()
        };
        Self { made, asked, reason_keys, next: Step::Rows }
    }

    /// Whether the history is still that of the start.
    pub fn is_current(&self, history: &History) -> bool {
        history.generation() == self.made.generation
    }

    /// Takes a step. Those that read the rows one by one stop after about `budget` rows. Returns whether nothing is left to do.
    pub fn step(&mut self, history: &mut History, offsets: &impl Offsets, budget: usize) -> bool {
        let field = time_field(&self.made.query.date_of);
        let (asked, made) = (&self.asked, &mut self.made);
        self.next = match std::mem::replace(&mut self.next, Step::Done) {
            Step::Rows => {
                made.rows = history.select(asked);
                Step::Tally(history.begin_report(asked))
            }
            Step::Tally(mut tally) => match history.tally(&mut tally, budget) {
                false => Step::Tally(tally),
                true => {
                    made.report = history.finish_report(tally);
                    Step::Devices
                }
            },
            Step::Devices => {
                made.devices = history.facets(asked, usize::MAX).devices;
                made.device_count = made.devices.len();
                made.devices.truncate(TOP);
                Step::Extent
            }
            Step::Extent => {
                made.undated = history.extent(asked, field).without;
                let spans = drawn(history, asked, field)
                    .and_then(|(first, last)| spans(first, last, &made.zone, offsets));
                spans.map_or(Step::Firmware, Step::Timed)
            }
            Step::Timed(spans) => {
                let all = history.histogram(asked, field, &spans.bounds);
                let beyond = made.rows.len() - made.undated - all.iter().sum::<usize>();
                Step::Failed(Timed { failed: vec![0; all.len()], spans, all, beyond })
            }
            Step::Failed(mut timed) => {
                let failed = made.report.statuses.iter().map(|(status, _)| status.clone());
                let statuses: Vec<String> = failed.filter(|status| is_failed(status)).collect();
                if !statuses.is_empty() {
                    let failed = Query { statuses, ..asked.clone() };
                    timed.failed = history.histogram(&failed, field, &timed.spans.bounds);
                }
                made.timed = Some(timed);
                Step::Firmware
            }
            Step::Firmware => {
                let types = made.report.types.iter().map(|kind| kind.operation_type.as_str());
                Step::Updates(FirmwareReader::new(history, asked, types))
            }
            Step::Updates(mut reader) => match reader.read(history, budget) {
                false => Step::Updates(reader),
                true => {
                    made.firmware = reader.finish();
                    Step::Reasons
                }
            },
            Step::Reasons => {
                let statuses = made.report.statuses.iter().map(|(status, _)| status.as_str());
                let keys = std::mem::take(&mut self.reason_keys);
                Step::Failures(ReasonReader::new(history, asked, statuses, keys))
            }
            Step::Failures(mut reader) => match reader.read(history, budget) {
                false => Step::Failures(reader),
                true => {
                    made.reasons = reader.finish();
                    Step::PartlyUnreadable(0)
                }
            },
            Step::PartlyUnreadable(read) => {
                let rows = made.rows.page(read, budget);
                made.partly_unreadable +=
                    rows.iter().filter(|row| is_partly_unreadable(history.row(**row).extra())).count();
                let read = read + rows.len();
                if read < made.rows.len() { Step::PartlyUnreadable(read) } else { Step::Done }
            }
            Step::Done => Step::Done,
        };
        matches!(self.next, Step::Done)
    }

    /// The figures, once [`Self::step`] has nothing left to do.
    pub fn finish(self) -> Snapshot {
        self.made
    }
}

/// The first and the last instant to draw. Far dates are left out, see [`years_to_draw`].
fn drawn(history: &mut History, asked: &Query, field: TimeField) -> Option<(i64, i64)> {
    let bounds = year_bounds();
    let (first, last) = years_to_draw(&history.histogram(asked, field, &bounds), MOST)?;
    let (start, end) = (*bounds.get(first)?, *bounds.get(last + 1)?);
    // The filter is by the same time.
    let (from, to) = asked.date.map(|date| (date.from, date.to)).unwrap_or_default();
    let (from, to) = (from.map_or(start, |from| from.max(start)), to.map_or(end, |to| to.min(end)));
    let date = Some(DateFilter { field, from: Some(from), to: Some(to) });
    history.extent(&Query { date, ..asked.clone() }, field).ends
}
