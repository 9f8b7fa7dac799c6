//! The extent of an operation in time.

/// Phase of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Waiting for its time.
    Waiting,
    /// Running.
    Running,
    /// Running, but without news for a long time.
    Stalled,
    /// Completed.
    Done,
    /// Failed.
    Failed,
    /// Cancelled.
    Cancelled,
    /// Unknown.
    Unknown,
}

/// The times of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Scheduled time.
    pub scheduled: Option<i64>,
    /// Start.
    pub started: Option<i64>,
    /// End.
    pub completed: Option<i64>,
    /// Last news. Used for a stalled operation only.
    pub updated: Option<i64>,
    /// Planned duration in ms.
    pub planned: Option<i64>,
}

/// Extent of an operation in time: `start <= end <= reach`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Start.
    pub start: i64,
    /// Known end: the end of a finished operation, the current time for a running one, the last news of a stalled one, the start of a
    /// waiting one.
    pub end: i64,
    /// Expected end.
    pub reach: i64,
}

impl Span {
    /// The extent at `now`; `None` for an operation without any time.
    pub fn of(phase: Phase, times: Times, now: i64) -> Option<Self> {
        let start = times.started.or(times.scheduled).or(times.completed)?;
        let expected = times.planned.map_or(start, |ms| start.saturating_add(ms.max(0)));
        let (end, reach) = match phase {
            Phase::Running => (now, expected),
            Phase::Stalled => (times.updated.unwrap_or(start), expected),
            // An operation that didn't start in time stays at its scheduled time.
            Phase::Waiting => (start, expected),
            // Cancelled before its start: it has no duration.
            Phase::Cancelled if times.started.is_none() => (start, start),
            Phase::Done | Phase::Failed | Phase::Cancelled => (times.completed.unwrap_or(start), start),
            Phase::Unknown => (times.completed.unwrap_or(start), expected),
        };
        let end = end.max(start);
        Some(Self { start, end, reach: reach.max(end) })
    }

    /// Whether the two overlap. An extent without duration overlaps one that contains it.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.until() && other.start < self.until()
    }

    /// The exclusive end for the search of overlaps.
    pub(crate) fn until(self) -> i64 {
        self.reach.max(self.start.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TIMES: Times = Times {
        scheduled: Some(10),
        started: Some(12),
        completed: Some(20),
        updated: None,
        planned: Some(50),
    };

    fn of(phase: Phase, times: Times) -> (i64, i64, i64) {
        let span = Span::of(phase, times, 30).unwrap();
        (span.start, span.end, span.reach)
    }

    #[test]
    fn each_phase_has_its_span() {
        let waiting = Times { started: None, completed: None, ..TIMES };
        assert_eq!(of(Phase::Waiting, waiting), (10, 10, 60));
        assert_eq!(of(Phase::Waiting, Times { planned: None, ..waiting }), (10, 10, 10));
        assert_eq!(of(Phase::Running, Times { completed: None, ..TIMES }), (12, 30, 62));
        assert_eq!(of(Phase::Running, Times { completed: None, planned: Some(5), ..TIMES }), (12, 30, 30));
        let stalled = Times { completed: None, updated: Some(15), planned: Some(5), ..TIMES };
        assert_eq!(of(Phase::Stalled, stalled), (12, 15, 17), "it ends where news ended");
        assert_eq!(of(Phase::Stalled, Times { updated: Some(3), planned: None, ..stalled }), (12, 12, 12));
        assert_eq!(of(Phase::Done, TIMES), (12, 20, 20), "a plan is irrelevant once the operation is over");
        assert_eq!(of(Phase::Failed, TIMES), (12, 20, 20));
        assert_eq!(of(Phase::Cancelled, Times { started: None, completed: Some(5), ..TIMES }), (10, 10, 10));
        assert_eq!(
            of(Phase::Done, Times { completed: Some(3), ..TIMES }),
            (12, 12, 12),
            "an end before the start is none"
        );
        assert_eq!(Span::of(Phase::Done, Times::default(), 30), None);
    }

    proptest! {
        #[test]
        fn always_in_order(
            scheduled: Option<i64>, started: Option<i64>, completed: Option<i64>, updated: Option<i64>, planned: Option<i64>, now: i64, phase in 0usize..7
        ) {
            let phases =
                [Phase::Waiting, Phase::Running, Phase::Stalled, Phase::Done, Phase::Failed, Phase::Cancelled, Phase::Unknown];
            let times = Times { scheduled, started, completed, updated, planned };
            if let Some(span) = Span::of(phases[phase], times, now) {
                prop_assert!(span.start <= span.end && span.end <= span.reach);
            }
        }
    }
}
