//! Pure: the steps of the computation.

use super::firmware::FirmwareReader;
use crate::{
    history_query::time_field,
    report::{
        days::{Spans, spans},
        snapshot::{Coverage, Snapshot, Timed},
    },
    route::ListQuery,
    time::zones::Offsets,
};
use history::{Extent, History, Query, ReportTally};
use operation::is_failed;

/// Maximum number of devices in the chart.
const TOP: usize = 10;

/// Figures that are being computed. They are those of one moment only while [`Self::is_current`].
#[derive(Debug)]
pub struct Computation {
    made: Snapshot,
    asked: Query,
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
    Done,
}

impl Computation {
    /// Starts with the history as it is. `asked` is the query, resolved at the moment `at`.
    pub fn new(
        history: &History,
        (query, zone): (ListQuery, String),
        asked: Query,
        coverage: Coverage,
        at: i64,
    ) -> Self {
        let generation = history.generation();
        let made =
            Snapshot { query, date: asked.date, zone, at, generation, coverage, ..Snapshot::default() };
        Self { made, asked, next: Step::Rows }
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
                let Extent { ends, without } = history.extent(asked, field);
                made.undated = without;
                let spans = ends.and_then(|(first, last)| spans(first, last, &made.zone, offsets));
                spans.map_or(Step::Firmware, Step::Timed)
            }
            Step::Timed(spans) => {
                let all = history.histogram(asked, field, &spans.bounds);
                Step::Failed(Timed { failed: vec![0; all.len()], spans, all })
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
                    Step::Done
                }
            },
            Step::Done => Step::Done,
        };
        matches!(self.next, Step::Done)
    }

    /// The figures, once [`Self::step`] has nothing left to do.
    pub fn finish(self) -> Snapshot {
        self.made
    }
}
