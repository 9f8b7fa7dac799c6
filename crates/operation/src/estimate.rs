//! Estimates the remaining time of a running operation as a range, or gives no estimate.
//!
//! There are three bases, in this order: the operation's own progress, the durations of operations of its type, and the plan in its data.
//! If none of them applies, there is no estimate: an invented number is worse than none. Pure; all times are milliseconds since 1970, by
//! one clock.

/// Below this percentage, progress is no basis.
const LEAST_PERCENT: f64 = 5.0;
/// Before this run time in ms, progress is no basis.
const LEAST_RUN: i64 = 5_000;
/// Minimum number of completed operations for an estimate by duration.
const LEAST_PAST: usize = 5;
/// Estimates beyond a year are discarded.
const MOST: i64 = 365 * 86_400_000;
/// How long an operation may exceed its estimate by progress, in ms. After that, progress is no basis.
const GRACE: i64 = 30_000;

/// A running operation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RunState {
    /// When it started.
    pub started: Option<i64>,
    /// When it last reported its progress.
    pub reported: Option<i64>,
    /// Its progress in percent.
    pub progress: Option<f32>,
    /// Its planned duration according to its own data, in ms.
    pub planned: Option<i64>,
}

/// Durations of completed operations of the same type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastDurations {
    /// Number of operations.
    pub count: usize,
    /// Median in ms.
    pub p50: i64,
    /// 95th percentile in ms.
    pub p95: i64,
}

impl PastDurations {
    /// Whether there are enough operations for an estimate.
    pub fn is_enough(&self) -> bool {
        self.count >= LEAST_PAST
    }
}

/// EstimateBasis of an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimateBasis {
    /// Its progress since the start.
    Progress,
    /// Durations of earlier operations of its type.
    PastDurations,
    /// The plan in its data.
    Plan,
}

/// Remaining time: `from..=to` in ms, never negative, with `from <= to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLeft {
    /// Lower bound.
    pub from: i64,
    /// Upper bound.
    pub to: i64,
    /// The basis of the estimate.
    pub basis: EstimateBasis,
}

/// The estimate at `now`; `None` without a basis.
pub fn time_left(run: &RunState, past: Option<PastDurations>, now: i64) -> Option<TimeLeft> {
    let started = run.started?;
    let passed = now.checked_sub(started).filter(|passed| *passed >= 0)?;
    by_progress(run, started, now)
        .or_else(|| by_past_durations(past?, passed))
        .or_else(|| by_plan(run.planned?, passed))
        .filter(|left| left.to <= MOST)
}

/// Extrapolates the progress linearly. The range is a tenth in both directions, and wider for less progress, when the speed is mostly
/// chance.
fn by_progress(run: &RunState, started: i64, now: i64) -> Option<TimeLeft> {
    let progress = f64::from(run.progress?);
    // Progress is relative to the time of the report, not to now.
    let reported = run.reported.filter(|reported| *reported > started && *reported <= now).unwrap_or(now);
    let ran = reported.checked_sub(started)?;
    if !(LEAST_PERCENT..100.0).contains(&progress) || ran < LEAST_RUN {
        return None;
    }
    let open = (100.0 - progress) / 100.0;
    let rest = ran as f64 * open / (1.0 - open);
    let spread = 0.1 + 0.6 * open;
    let since = now.checked_sub(reported)?;
    let ahead = |ms: f64| (ms as i64).saturating_sub(since);
    let to = ahead(rest * (1.0 + spread));
    (to > -GRACE).then(|| TimeLeft {
        from: ahead(rest * (1.0 - spread)).max(0),
        to: to.max(0),
        basis: EstimateBasis::Progress,
    })
}

/// From the median to the 95th percentile. No estimate for an operation that has run longer than that.
fn by_past_durations(past: PastDurations, passed: i64) -> Option<TimeLeft> {
    let sound = past.is_enough() && 0 <= past.p50 && past.p50 <= past.p95 && passed < past.p95;
    sound.then(|| TimeLeft {
        from: (past.p50 - passed).max(0),
        to: past.p95 - passed,
        basis: EstimateBasis::PastDurations,
    })
}

/// A plan gives a single value, not a range.
fn by_plan(planned: i64, passed: i64) -> Option<TimeLeft> {
    let rest = planned.checked_sub(passed).filter(|rest| *rest > 0)?;
    Some(TimeLeft { from: rest, to: rest, basis: EstimateBasis::Plan })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;
    const HALF_DONE: RunState =
        RunState { started: Some(0), reported: Some(10 * MINUTE), progress: Some(50.0), planned: None };
    const PAST: PastDurations = PastDurations { count: 40, p50: 4 * MINUTE, p95: 12 * MINUTE };

    #[test]
    fn progress_comes_first() {
        let left = time_left(&HALF_DONE, Some(PAST), 10 * MINUTE).unwrap();
        assert_eq!(left, TimeLeft { from: 6 * MINUTE, to: 14 * MINUTE, basis: EstimateBasis::Progress });
    }

    #[test]
    fn reported_progress_ages() {
        let later = time_left(&HALF_DONE, None, 15 * MINUTE).unwrap();
        assert_eq!((later.from, later.to), (MINUTE, 9 * MINUTE));
        assert_eq!(time_left(&HALF_DONE, None, 24 * MINUTE).map(|left| (left.from, left.to)), Some((0, 0)));
        assert_eq!(time_left(&HALF_DONE, None, 25 * MINUTE), None, "progress this old is no basis");
    }

    #[test]
    fn then_past_durations() {
        let begun = RunState { progress: Some(1.0), ..HALF_DONE };
        let at =
            |minutes: i64| time_left(&begun, Some(PAST), minutes * MINUTE).map(|left| (left.from, left.to));
        assert_eq!(at(1), Some((3 * MINUTE, 11 * MINUTE)));
        assert_eq!(at(10), Some((0, 2 * MINUTE)));
        assert_eq!(at(12), None, "longer than the 95th percentile");
        let few = PastDurations { count: 4, ..PAST };
        assert_eq!(time_left(&begun, Some(few), MINUTE), None, "four are too few");
    }

    #[test]
    fn then_its_plan() {
        let planned = RunState { progress: None, planned: Some(15 * MINUTE), ..HALF_DONE };
        let left = |now| time_left(&planned, None, now);
        let rest = 10 * MINUTE;
        assert_eq!(left(5 * MINUTE), Some(TimeLeft { from: rest, to: rest, basis: EstimateBasis::Plan }));
        assert_eq!(left(15 * MINUTE), None);
    }

    #[test]
    fn no_basis_gives_no_estimate() {
        let nothing = RunState::default();
        assert_eq!(time_left(&nothing, Some(PAST), 0), None, "not started");
        assert_eq!(time_left(&RunState { started: Some(1), ..nothing }, None, 5), None);
        assert_eq!(time_left(&HALF_DONE, Some(PAST), -1), None, "the clock is behind");
        for progress in [f32::NAN, f32::INFINITY, -1.0, 100.0, 4.9] {
            let odd = RunState { progress: Some(progress), ..HALF_DONE };
            assert_eq!(time_left(&odd, None, 10 * MINUTE), None, "{progress}");
        }
    }

    fn time() -> impl Strategy<Value = Option<i64>> {
        prop_oneof![Just(None), (0..3_000_000i64).prop_map(Some), any::<i64>().prop_map(Some)]
    }

    fn past() -> impl Strategy<Value = Option<PastDurations>> {
        prop::option::of(
            (0usize..20, any::<i64>(), any::<i64>()).prop_map(|(count, p50, p95)| PastDurations {
                count,
                p50,
                p95,
            }),
        )
    }

    proptest! {
        #[test]
        fn always_an_ordered_range_within_a_year(
            started in time(), reported in time(), progress in prop::option::of(any::<f32>()), planned in time(),
            past in past(), now in time(),
        ) {
            let run = RunState { started, reported, progress, planned };
            if let Some(left) = time_left(&run, past, now.unwrap_or_default()) {
                prop_assert!(0 <= left.from && left.from <= left.to && left.to <= MOST, "{:?}", left);
            }
        }

        /// Without new progress, the estimate never grows over time.
        #[test]
        fn estimate_never_grows_without_new_progress(
            reported in 1..5_000_000i64, progress in 0f32..100.0, later in 0..5_000_000i64, planned in time(),
        ) {
            let run = RunState { started: Some(0), reported: Some(reported), progress: Some(progress), planned };
            let (one, two) = (time_left(&run, Some(PAST), reported), time_left(&run, Some(PAST), reported + later));
            if let (Some(one), Some(two)) = (one, two) && one.basis == two.basis {
                prop_assert!(two.from <= one.from && two.to <= one.to);
            }
        }

        /// Of two operations with equal run time, the one with more progress isn't estimated to end later.
        #[test]
        fn more_progress_never_ends_later(ran in LEAST_RUN..5_000_000i64, low in 5f32..99.0, more in 0f32..90.0) {
            let at = |progress: f32| {
                let run = RunState { started: Some(0), reported: Some(ran), progress: Some(progress), planned: None };
                time_left(&run, None, ran)
            };
            let (slow, fast) = (at(low), at((low + more).min(99.0)));
            let (Some(slow), Some(fast)) = (slow, fast) else { panic!("both have progress") };
            prop_assert!(fast.to <= slow.to);
        }
    }
}
