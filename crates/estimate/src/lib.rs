//! Estimates the remaining time of a running operation as a range, or gives no estimate.
//!
//! There are three bases, in this order: the operation's own progress, the durations of operations of its type, and the plan in its data.
//! If none of them applies, there is no estimate: an invented number is worse than none. Pure; all times are milliseconds since 1970, by
//! one clock.

mod words;

pub use words::words;

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
pub struct Run {
    /// When it started.
    pub started: Option<i64>,
    /// When it last reported its progress.
    pub heard: Option<i64>,
    /// Its progress in percent.
    pub progress: Option<f32>,
    /// Its planned duration according to its own data, in ms.
    pub planned: Option<i64>,
}

/// Durations of completed operations of the same type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// Number of operations.
    pub count: usize,
    /// Median in ms.
    pub p50: i64,
    /// 95th percentile in ms.
    pub p95: i64,
}

impl Past {
    /// Whether there are enough operations for an estimate.
    pub fn is_enough(&self) -> bool {
        self.count >= LEAST_PAST
    }
}

/// Basis of an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Its progress since the start.
    Pace,
    /// Durations of earlier operations of its type.
    Past,
    /// The plan in its data.
    Plan,
}

impl Basis {
    /// Description of the basis, to follow "by".
    pub fn words(self) -> &'static str {
        match self {
            Self::Pace => messages::board::basis_pace(),
            Self::Past => messages::board::basis_past(),
            Self::Plan => messages::board::basis_plan(),
        }
    }
}

/// Remaining time: `from..=to` in ms, never negative, with `from <= to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Lower bound.
    pub from: i64,
    /// Upper bound.
    pub to: i64,
    /// The basis of the estimate.
    pub basis: Basis,
}

/// The estimate at `now`; `None` without a basis.
pub fn left(run: &Run, past: Option<Past>, now: i64) -> Option<Left> {
    let started = run.started?;
    let passed = now.checked_sub(started).filter(|passed| *passed >= 0)?;
    by_pace(run, started, now)
        .or_else(|| by_past(past?, passed))
        .or_else(|| by_plan(run.planned?, passed))
        .filter(|left| left.to <= MOST)
}

/// Extrapolates the progress linearly. The range is a tenth in both directions, and wider for less progress, when the speed is mostly
/// chance.
fn by_pace(run: &Run, started: i64, now: i64) -> Option<Left> {
    let progress = f64::from(run.progress?);
    // Progress is relative to the time of the report, not to now.
    let heard = run.heard.filter(|heard| *heard > started && *heard <= now).unwrap_or(now);
    let ran = heard.checked_sub(started)?;
    if !(LEAST_PERCENT..100.0).contains(&progress) || ran < LEAST_RUN {
        return None;
    }
    let open = (100.0 - progress) / 100.0;
    let rest = ran as f64 * open / (1.0 - open);
    let spread = 0.1 + 0.6 * open;
    let since = now.checked_sub(heard)?;
    let ahead = |ms: f64| (ms as i64).saturating_sub(since);
    let to = ahead(rest * (1.0 + spread));
    (to > -GRACE).then(|| Left {
        from: ahead(rest * (1.0 - spread)).max(0),
        to: to.max(0),
        basis: Basis::Pace,
    })
}

/// From the median to the 95th percentile. No estimate for an operation that has run longer than that.
fn by_past(past: Past, passed: i64) -> Option<Left> {
    let sound = past.is_enough() && 0 <= past.p50 && past.p50 <= past.p95 && passed < past.p95;
    sound.then(|| Left { from: (past.p50 - passed).max(0), to: past.p95 - passed, basis: Basis::Past })
}

/// A plan gives a single value, not a range.
fn by_plan(planned: i64, passed: i64) -> Option<Left> {
    let rest = planned.checked_sub(passed).filter(|rest| *rest > 0)?;
    Some(Left { from: rest, to: rest, basis: Basis::Plan })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;
    const HALF_DONE: Run =
        Run { started: Some(0), heard: Some(10 * MINUTE), progress: Some(50.0), planned: None };
    const PAST: Past = Past { count: 40, p50: 4 * MINUTE, p95: 12 * MINUTE };

    #[test]
    fn its_own_pace_comes_first() {
        let left = left(&HALF_DONE, Some(PAST), 10 * MINUTE).unwrap();
        assert_eq!(left, Left { from: 6 * MINUTE, to: 14 * MINUTE, basis: Basis::Pace });
    }

    #[test]
    fn what_it_said_ages() {
        let later = left(&HALF_DONE, None, 15 * MINUTE).unwrap();
        assert_eq!((later.from, later.to), (MINUTE, 9 * MINUTE));
        assert_eq!(left(&HALF_DONE, None, 24 * MINUTE).map(|left| (left.from, left.to)), Some((0, 0)));
        assert_eq!(left(&HALF_DONE, None, 25 * MINUTE), None, "the pace doesn't hold any more");
    }

    #[test]
    fn then_what_its_type_took_before() {
        let begun = Run { progress: Some(1.0), ..HALF_DONE };
        let at = |minutes: i64| left(&begun, Some(PAST), minutes * MINUTE).map(|left| (left.from, left.to));
        assert_eq!(at(1), Some((3 * MINUTE, 11 * MINUTE)));
        assert_eq!(at(10), Some((0, 2 * MINUTE)));
        assert_eq!(at(12), None, "longer than those before");
        let few = Past { count: 4, ..PAST };
        assert_eq!(left(&begun, Some(few), MINUTE), None, "four say nothing");
    }

    #[test]
    fn then_its_plan() {
        let planned = Run { progress: None, planned: Some(15 * MINUTE), ..HALF_DONE };
        let left = |now| left(&planned, None, now);
        let rest = 10 * MINUTE;
        assert_eq!(left(5 * MINUTE), Some(Left { from: rest, to: rest, basis: Basis::Plan }));
        assert_eq!(left(15 * MINUTE), None);
    }

    #[test]
    fn nothing_is_made_up() {
        let nothing = Run::default();
        assert_eq!(left(&nothing, Some(PAST), 0), None, "it has not begun");
        assert_eq!(left(&Run { started: Some(1), ..nothing }, None, 5), None);
        assert_eq!(left(&HALF_DONE, Some(PAST), -1), None, "a clock that is behind");
        for progress in [f32::NAN, f32::INFINITY, -1.0, 100.0, 4.9] {
            let odd = Run { progress: Some(progress), ..HALF_DONE };
            assert_eq!(left(&odd, None, 10 * MINUTE), None, "{progress}");
        }
    }

    fn time() -> impl Strategy<Value = Option<i64>> {
        prop_oneof![Just(None), (0..3_000_000i64).prop_map(Some), any::<i64>().prop_map(Some)]
    }

    fn past() -> impl Strategy<Value = Option<Past>> {
        prop::option::of((0usize..20, any::<i64>(), any::<i64>()).prop_map(|(count, p50, p95)| Past {
            count,
            p50,
            p95,
        }))
    }

    proptest! {
        #[test]
        fn always_a_range_ahead_and_within_a_year(
            started in time(), heard in time(), progress in prop::option::of(any::<f32>()), planned in time(),
            past in past(), now in time(),
        ) {
            let run = Run { started, heard, progress, planned };
            if let Some(left) = left(&run, past, now.unwrap_or_default()) {
                prop_assert!(0 <= left.from && left.from <= left.to && left.to <= MOST, "{:?}", left);
                prop_assert!(!words(left).is_empty());
            }
        }

        /// Without new progress, the estimate never grows over time.
        #[test]
        fn time_that_passes_never_adds(
            heard in 1..5_000_000i64, progress in 0f32..100.0, later in 0..5_000_000i64, planned in time(),
        ) {
            let run = Run { started: Some(0), heard: Some(heard), progress: Some(progress), planned };
            let (one, two) = (left(&run, Some(PAST), heard), left(&run, Some(PAST), heard + later));
            if let (Some(one), Some(two)) = (one, two) && one.basis == two.basis {
                prop_assert!(two.from <= one.from && two.to <= one.to);
            }
        }

        /// Of two operations with equal run time, the one with more progress isn't estimated to end later.
        #[test]
        fn progress_never_adds(ran in LEAST_RUN..5_000_000i64, low in 5f32..99.0, more in 0f32..90.0) {
            let at = |progress: f32| {
                let run = Run { started: Some(0), heard: Some(ran), progress: Some(progress), planned: None };
                left(&run, None, ran)
            };
            let (slow, fast) = (at(low), at((low + more).min(99.0)));
            let (Some(slow), Some(fast)) = (slow, fast) else { panic!("both have a pace") };
            prop_assert!(fast.to <= slow.to);
        }
    }
}
