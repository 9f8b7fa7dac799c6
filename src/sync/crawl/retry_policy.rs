//! Pure: retry policy of the crawl: how long to wait, and when to give up. The clock and the random number come in as values.

use crate::sync::list::{PollInterval, Situation, next_delay};

/// Consecutive failures after which the crawl gives up.
const GIVE_UP_AFTER: u32 = 8;

/// Consecutive failures and the resulting wait.
#[derive(Debug, Default)]
pub(super) struct RetryPolicy {
    failures: u32,
    /// No call is sent before then, in ms since the epoch.
    until: i64,
    /// The server requires no call before then.
    told: i64,
}

impl RetryPolicy {
    /// A call succeeded. A wait that the server requires stays in force.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }

    /// A call failed; `wait_ms` is the wait that the server requires, if any. Returns the total wait from now in ms, or `None` to give up.
    /// Concurrent calls that fail together have the same cause: they count as one failure, and none of them shortens the wait.
    pub fn failed(&mut self, now: i64, wait_ms: Option<u32>, dice: f64) -> Option<u32> {
        self.told = self.told.max(now.saturating_add(i64::from(wait_ms.unwrap_or_default())));
        if now >= self.until {
            self.failures += 1;
            let failures = self.failures;
            let wait = next_delay(Situation {
                interval: PollInterval::Adaptive,
                active: true,
                failures,
                wait_ms,
                dice,
            })?;
            self.until = now.saturating_add(i64::from(wait));
        }
        self.until = self.until.max(self.told);
        u32::try_from(self.until - now).ok().filter(|_| self.failures < GIVE_UP_AFTER)
    }

    /// Ends the wait, as after a lost network or a renewed token, unless the server requires a wait. Returns whether calls may be sent now.
    pub fn reset(&mut self, now: i64) -> bool {
        self.failures = 0;
        self.until = self.told;
        now >= self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_later_failure_never_shortens_a_required_wait() {
        let mut retry = RetryPolicy::default();
        assert_eq!(retry.failed(0, Some(30_000), 0.0), Some(30_000));
        assert_eq!(retry.failed(1_000, None, 0.0), Some(29_000));
        retry.succeeded();
        assert_eq!(retry.failed(2_000, None, 0.0), Some(28_000), "one that was under way came");
        assert!(!retry.reset(29_999));
        assert!(retry.reset(30_000));
        assert_eq!(retry.failed(30_000, None, 0.0), Some(1_000));
        assert_eq!(retry.failed(30_500, Some(700), 0.0), Some(700), "but a longer one counts");
    }

    #[test]
    fn a_reset_ends_the_current_wait() {
        let mut retry = RetryPolicy::default();
        assert_eq!(retry.failed(0, None, 1.0), Some(4_000));
        assert!(retry.reset(1));
        assert_eq!(retry.failed(1, None, 1.0), Some(4_000));
    }

    #[test]
    fn gives_up_after_consecutive_failures_only() {
        const LATER: i64 = 100_000;
        let mut retry = RetryPolicy::default();
        assert!(
            (0..30).all(|_| retry.failed(0, None, 0.5).is_some()),
            "a page's worth of calls that fail at once"
        );
        assert_eq!((1..20).position(|n| retry.failed(n * LATER, None, 0.5).is_none()), Some(6));
        let mut retry = RetryPolicy::default();
        for n in 0..20 {
            assert!((0..7).all(|m| retry.failed((n * 7 + m) * LATER, None, 0.5).is_some()));
            retry.succeeded();
        }
    }

    proptest! {
        #[test]
        fn nothing_is_sent_before_the_longest_required_wait(
            fails in prop::collection::vec((0i64..20_000, prop::option::of(0u32..90_000), 0.0f64..=1.0), 1..8),
        ) {
            let (mut retry, mut now, mut wanted) = (RetryPolicy::default(), 0, 0);
            for (later, wait_ms, dice) in fails {
                now += later;
                wanted = wanted.max(now + i64::from(wait_ms.unwrap_or_default()));
                if let Some(wait) = retry.failed(now, wait_ms, dice) {
                    prop_assert!(now + i64::from(wait) >= wanted);
                    retry.succeeded();
                }
            }
        }
    }
}
