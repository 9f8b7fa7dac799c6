//! Pure: how a crawl bears what goes wrong: how long it waits, and when it leaves the rest to the person. The clock and the dice come in
//! as values.

use super::poll_interval::{PollInterval, Situation, next_delay};

/// Failures in a row after which it stops and asks the person.
const GIVE_UP_AFTER: u32 = 8;

/// What went wrong of late.
#[derive(Debug, Default)]
pub(super) struct RetryPolicy {
    failures: u32,
    /// Nothing is sent before then, in ms since the epoch.
    until: i64,
    /// Until then the server itself wants to be left alone.
    told: i64,
}

impl RetryPolicy {
    /// A good answer came. What the server said before it of when it wants to be asked again still holds.
    pub fn restored(&mut self) {
        self.failures = 0;
    }

    /// A call failed; the server wants a wait of `wait_ms`, where it said so. How long to wait in all from now, in ms; `None` where it
    /// has failed too often. Calls that were under way together fail of the same cause: that counts once, and none of them makes the
    /// wait shorter.
    pub fn tried(&mut self, now: i64, wait_ms: Option<u32>, dice: f64) -> Option<u32> {
        self.told = self.told.max(now.saturating_add(i64::from(wait_ms.unwrap_or_default())));
        if now >= self.until {
            self.failures += 1;
            let failures = self.failures;
            let wait = next_delay(Situation {
                pace: PollInterval::Adaptive,
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

    /// What held it up is over, as after a lost network or a renewed token: it goes on at once, unless the server wants to be left
    /// alone. Whether it does go on.
    pub fn refreshed(&mut self, now: i64) -> bool {
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
    fn a_later_failure_never_shortens_the_wait_that_the_server_wants() {
        let mut patience = RetryPolicy::default();
        assert_eq!(patience.tried(0, Some(30_000), 0.0), Some(30_000));
        assert_eq!(patience.tried(1_000, None, 0.0), Some(29_000));
        patience.restored();
        assert_eq!(patience.tried(2_000, None, 0.0), Some(28_000), "one that was under way came");
        assert!(!patience.refreshed(29_999));
        assert!(patience.refreshed(30_000));
        assert_eq!(patience.tried(30_000, None, 0.0), Some(1_000));
        assert_eq!(patience.tried(30_500, Some(700), 0.0), Some(700), "but a longer one counts");
    }

    #[test]
    fn a_new_start_forgets_its_own_waits() {
        let mut patience = RetryPolicy::default();
        assert_eq!(patience.tried(0, None, 1.0), Some(4_000));
        assert!(patience.refreshed(1));
        assert_eq!(patience.tried(1, None, 1.0), Some(4_000));
    }

    #[test]
    fn it_gives_up_in_the_end_and_not_while_answers_come() {
        const LATER: i64 = 100_000;
        let mut patience = RetryPolicy::default();
        assert!(
            (0..30).all(|_| patience.tried(0, None, 0.5).is_some()),
            "a page's worth of calls that fail at once"
        );
        assert_eq!((1..20).position(|n| patience.tried(n * LATER, None, 0.5).is_none()), Some(6));
        let mut patience = RetryPolicy::default();
        for n in 0..20 {
            assert!((0..7).all(|m| patience.tried((n * 7 + m) * LATER, None, 0.5).is_some()));
            patience.restored();
        }
    }

    proptest! {
        #[test]
        fn nothing_is_sent_before_any_of_the_waits_that_were_asked_for(
            fails in prop::collection::vec((0i64..20_000, prop::option::of(0u32..90_000), 0.0f64..=1.0), 1..8),
        ) {
            let (mut patience, mut now, mut wanted) = (RetryPolicy::default(), 0, 0);
            for (later, wait_ms, dice) in fails {
                now += later;
                wanted = wanted.max(now + i64::from(wait_ms.unwrap_or_default()));
                if let Some(wait) = patience.tried(now, wait_ms, dice) {
                    prop_assert!(now + i64::from(wait) >= wanted);
                    patience.restored();
                }
            }
        }
    }
}
