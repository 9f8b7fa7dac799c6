//! Pure: when to poll next. The clock, the random number and the page's visibility come in as values.

/// How often to poll, as set by the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PollInterval {
    /// Fast while something runs, slow otherwise.
    #[default]
    Adaptive,
    /// At a fixed interval in seconds.
    Every(u32),
    /// Only when "Refresh" is pressed.
    Paused,
}

/// What the next wait depends on.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// The user's setting.
    pub interval: PollInterval,
    /// A visible operation is running or about to start.
    pub active: bool,
    /// Consecutive failures.
    pub failures: u32,
    /// The least wait, in ms: what the server requires, or the budget.
    pub wait_ms: Option<u32>,
    /// Uniform random number from 0 to 1.
    pub dice: f64,
}

/// Share of a call in the budget of a tab, in ms: at most 1,200 calls an hour while nobody does anything.
const CALL_MS: u32 = 3_000;
/// One call a poll, as the budget allows.
const FAST_MS: u32 = CALL_MS;
const SLOW_MS: u32 = 15_000;
const BACK_OFF_MS: f64 = 2_000.0;
const BACK_OFF_CAP_MS: f64 = 60_000.0;

/// Milliseconds until the next poll; `None` if polling is paused.
pub fn next_delay(now: Situation) -> Option<u32> {
    let regular = match now.interval {
        PollInterval::Paused => return None,
        PollInterval::Every(seconds) => seconds.clamp(1, 3_600) * 1_000,
        PollInterval::Adaptive if now.active => FAST_MS,
        PollInterval::Adaptive => SLOW_MS,
    };
    let delay = match now.failures {
        // A little jitter keeps many consoles from polling at the same time.
        0 => regular + (f64::from(regular) * 0.1 * now.dice) as u32,
        // Full jitter: a random wait up to a ceiling that doubles with each failure, but at least a second.
        n => {
            let ceiling = (BACK_OFF_MS * 2f64.powi(n.min(16) as i32)).min(BACK_OFF_CAP_MS);
            (ceiling * now.dice).max(1_000.0) as u32
        }
    };
    Some(delay.max(now.wait_ms.unwrap_or(0)))
}

/// The earliest time of the next poll after one that ended `now` and made so many calls, in ms.
pub(super) fn paid_until(now: i64, calls: u32) -> i64 {
    now.saturating_add(i64::from(calls) * i64::from(CALL_MS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CALM: Situation =
        Situation { interval: PollInterval::Adaptive, active: false, failures: 0, wait_ms: None, dice: 0.0 };

    #[test]
    fn fast_while_something_runs_slow_otherwise() {
        assert_eq!(next_delay(CALM), Some(SLOW_MS));
        assert_eq!(next_delay(Situation { active: true, ..CALM }), Some(FAST_MS));
        assert_eq!(next_delay(Situation { interval: PollInterval::Every(5), ..CALM }), Some(5_000));
        assert_eq!(
            next_delay(Situation { interval: PollInterval::Paused, failures: 3, wait_ms: Some(1), ..CALM }),
            None
        );
    }

    #[test]
    fn the_ceiling_doubles_with_each_failure_up_to_a_cap() {
        let at = |failures| next_delay(Situation { failures, dice: 1.0, ..CALM });
        assert_eq!([at(1), at(2), at(3)], [Some(4_000), Some(8_000), Some(16_000)]);
        assert_eq!(at(400), Some(60_000));
    }

    /// Calls in an hour of polls that take no time, at most `calls` each.
    fn calls_an_hour(interval: PollInterval, calls: u32) -> u32 {
        let (mut now, mut sent) = (0i64, 0);
        while now < 3_600_000 {
            sent += calls;
            let wait_ms = u32::try_from(paid_until(now, calls) - now).ok();
            let next = next_delay(Situation { interval, active: true, wait_ms, ..CALM });
            now += i64::from(next.expect("it goes on"));
        }
        sent
    }

    #[test]
    fn a_tab_keeps_to_its_budget_while_things_run() {
        for interval in [PollInterval::Adaptive, PollInterval::Every(1), PollInterval::Every(5)] {
            // A list alone; an open detail; a board that follows old rows; pages of a server that gives a few rows at a time.
            for calls in [1, 2, 7, 27] {
                // The last poll of the hour may be whole.
                let sent = calls_an_hour(interval, calls);
                assert!(sent < 1_200 + calls, "{interval:?}, {calls} a poll: {sent}");
            }
        }
        assert_eq!(calls_an_hour(PollInterval::Adaptive, 1), 1_200);
        assert_eq!(calls_an_hour(PollInterval::Every(120), 7), 30 * 7, "within the budget, as it was set");
    }

    proptest! {
        #[test]
        fn never_before_the_required_wait(
            failures in 0u32..50, wait in 0u32..4_000_000, dice in 0.0f64..=1.0, active: bool, every in 0u32..9999
        ) {
            for interval in [PollInterval::Adaptive, PollInterval::Every(every)] {
                let delay = next_delay(Situation { interval, active, failures, wait_ms: Some(wait), dice });
                prop_assert!(delay.is_some_and(|ms| ms >= wait && ms >= 1_000));
            }
        }
    }
}
