//! One wait for one API: what an answer asked for holds for every call of this tab.
//!
//! A page talks to one API at a time, so there is one gate. It also counts the calls, which the polls and the crawl need for their pace.

use std::cell::Cell;

/// Added to a wait and to the check, in ms: timers may fire a little early by the clock.
const SLACK_MS: i64 = 25;
/// Longest wait in ms. A longer rest means that this computer's clock was set back.
const LONGEST_MS: i64 = 3_610_000;

thread_local! {
    static GATE: Cell<Gate> = const { Cell::new(Gate { until: 0, sent: 0, refused: 0 }) };
}

/// The wait that the API asked for, and the traffic of this tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// No call before then, in ms since the epoch by this computer's clock.
    until: i64,
    /// Calls of the page so far: all but the pages of a crawl.
    pub sent: u32,
    /// Answers with status 429 so far.
    pub refused: u32,
}

impl Gate {
    /// Keeps the longest of the waits.
    fn close(&mut self, now: i64, wait_ms: u32) {
        let until = now.saturating_add(i64::from(wait_ms) + 2 * SLACK_MS);
        // A rest that can't be is replaced.
        self.until = if self.rest(now) > 0 { self.until.max(until) } else { until };
    }

    /// The rest of the wait in ms; 0 if calls may be sent.
    fn rest(self, now: i64) -> i64 {
        let rest = self.until.saturating_sub(now);
        if (SLACK_MS..=LONGEST_MS).contains(&rest) { rest } else { 0 }
    }
}

/// The state of the gate.
pub fn traffic() -> Gate {
    GATE.get()
}

/// The rest of the wait that the API asked for, in ms; `None` if calls may be sent.
pub fn wait_left(now: i64) -> Option<u32> {
    u32::try_from(GATE.get().rest(now)).ok().filter(|rest| *rest > 0)
}

/// The API asked for this wait.
pub(super) fn close(now: i64, wait_ms: u32) {
    change(|gate| gate.close(now, wait_ms));
}

/// The page sends a call.
pub(super) fn count_sent() {
    change(|gate| gate.sent = gate.sent.wrapping_add(1));
}

/// An answer had status 429.
pub(super) fn count_refused() {
    change(|gate| gate.refused = gate.refused.wrapping_add(1));
}

fn change(change: impl FnOnce(&mut Gate)) {
    let mut gate = GATE.get();
    change(&mut gate);
    GATE.set(gate);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_wait_holds() {
        let mut gate = Gate::default();
        assert_eq!(gate.rest(1_000), 0);
        gate.close(1_000, 30_000);
        gate.close(2_000, 500);
        assert!(gate.rest(30_999) > 0);
        assert_eq!(gate.rest(31_050), 0);
        gate.close(40_000, 0);
        assert!(gate.rest(40_000) <= 2 * SLACK_MS);
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_prolong_the_wait() {
        let mut gate = Gate::default();
        gate.close(100_000_000, 60_000);
        assert_eq!(gate.rest(10_000_000), 0);
        gate.close(10_000_000, 1_000);
        assert!(gate.rest(10_000_500) > 0);
        assert_eq!(gate.rest(10_001_100), 0);
    }

    proptest! {
        #[test]
        fn nothing_passes_before_the_longest_wait(waits in prop::collection::vec((0i64..5_000, 0u32..90_000), 1..8)) {
            let (mut gate, mut now, mut wanted) = (Gate::default(), 1_000_000, 0);
            for (later, wait_ms) in waits {
                now += later;
                gate.close(now, wait_ms);
                wanted = wanted.max(now + i64::from(wait_ms));
                prop_assert!(wanted <= now || gate.rest(wanted - 1) > 0);
                prop_assert!(now + gate.rest(now) >= wanted);
            }
        }
    }
}
