//! How long a running operation still takes, as a range, or that nobody can tell.
//!
//! Three things can be gone by, in this order: its own pace, what operations of its type took before, and what its own data say. Where
//! none of them holds (any longer), there is no estimate: a number that is made up is worse than none. Pure; all times are
//! milliseconds since 1970, by one clock.

mod words;

pub use words::words;

/// Below so many percent the pace says nothing yet.
const LEAST_PERCENT: f64 = 5.0;
/// Nor before it has run for so long.
const LEAST_RUN: i64 = 5_000;
/// So many must have ended before what they took says something.
const LEAST_PAST: usize = 5;
/// What lies further ahead than a year is no estimate.
const MOST: i64 = 365 * 86_400_000;
/// An operation whose time is up by its own pace is about to end for so long; then the pace doesn't hold any more.
const GRACE: i64 = 30_000;

/// What is known of an operation that runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Run {
    /// When it began.
    pub started: Option<i64>,
    /// When it last said how far it is.
    pub heard: Option<i64>,
    /// How far it is, in percent.
    pub progress: Option<f32>,
    /// How long it is to take by its own data.
    pub planned: Option<i64>,
}

/// What operations of its type took that completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// How many there are.
    pub count: usize,
    /// Half of them took no longer, in ms.
    pub p50: i64,
    /// 95 of 100 took no longer, in ms.
    pub p95: i64,
}

impl Past {
    /// Whether enough have ended for what they took to say something.
    pub fn is_enough(&self) -> bool {
        self.count >= LEAST_PAST
    }
}

/// What an estimate goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// How far it has come since it began.
    Pace,
    /// What its type took before.
    Past,
    /// What its own data say.
    Plan,
}

impl Basis {
    /// What that is, in words: an estimate goes *by* it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pace => messages::board::basis_pace(),
            Self::Past => messages::board::basis_past(),
            Self::Plan => messages::board::basis_plan(),
        }
    }
}

/// How long it still takes: `from..=to` in ms, never negative, `from` never above `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// At least, in all likelihood.
    pub from: i64,
    /// At most, in all likelihood.
    pub to: i64,
    /// By what.
    pub basis: Basis,
}

/// The estimate at `now`; `None` where nothing can be gone by.
pub fn left(run: &Run, past: Option<Past>, now: i64) -> Option<Left> {
    let started = run.started?;
    let passed = now.checked_sub(started).filter(|passed| *passed >= 0)?;
    by_pace(run, started, now)
        .or_else(|| by_past(past?, passed))
        .or_else(|| by_plan(run.planned?, passed))
        .filter(|left| left.to <= MOST)
}

/// The rest takes as long as what is done, in proportion. The range is a tenth either way, and wider the less is done: early on a pace
/// is mostly chance.
fn by_pace(run: &Run, started: i64, now: i64) -> Option<Left> {
    let progress = f64::from(run.progress?);
    // What it said is of then, not of now.
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

/// From where half of those before had ended to where nearly all had. One that has run longer than those is like none of them.
fn by_past(past: Past, passed: i64) -> Option<Left> {
    let sound = past.is_enough() && 0 <= past.p50 && past.p50 <= past.p95 && passed < past.p95;
    sound.then(|| Left { from: (past.p50 - passed).max(0), to: past.p95 - passed, basis: Basis::Past })
}

/// A plan has no range.
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

        /// Without news, time that passes never makes it longer.
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

        /// Of two that have run as long, the one that is further is done no later.
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
