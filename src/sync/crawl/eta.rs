//! Pure: estimates the remaining time of a crawl from its recent rate. The clock comes in as values.

use std::collections::VecDeque;

/// Window over which the rate is measured, in ms. A short one follows a server whose speed changes.
const WINDOW_MS: i64 = 20_000;
/// Shortest measured time that gives an estimate, in ms.
const ENOUGH_MS: i64 = 2_000;
const STEP_MS: i64 = 500;

/// Samples of the number of rows seen.
#[derive(Debug, Default)]
pub(super) struct EtaEstimator {
    seen: VecDeque<(i64, usize)>,
}

impl EtaEstimator {
    /// Records the number of rows seen by now.
    pub fn note(&mut self, now: i64, rows: usize) {
        if self.seen.back().is_some_and(|(at, _)| now - at < STEP_MS) {
            return;
        }
        self.seen.push_back((now, rows));
        while self.seen.front().is_some_and(|(at, _)| now - at > WINDOW_MS) {
            self.seen.pop_front();
        }
    }

    /// Drops the samples: after a pause they don't predict the rate.
    pub fn reset(&mut self) {
        self.seen.clear();
    }

    /// Remaining time in ms until `of` rows are seen, if it can be estimated.
    pub fn left_ms(&self, of: u64) -> Option<i64> {
        let (&(from, before), &(now, rows)) = self.seen.front().zip(self.seen.back())?;
        let (took, came) = (now - from, rows.checked_sub(before)?);
        if took < ENOUGH_MS || came == 0 {
            return None;
        }
        let left = of.saturating_sub(rows as u64);
        Some((left as f64 * took as f64 / came as f64) as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(notes: &[(i64, usize)]) -> EtaEstimator {
        let mut eta = EtaEstimator::default();
        notes.iter().for_each(|&(at, rows)| eta.note(at, rows));
        eta
    }

    #[test]
    fn estimates_from_a_constant_rate() {
        let notes: Vec<_> = (0..10).map(|n| (n * 1_000, n as usize * 500)).collect();
        assert_eq!(measured(&notes).left_ms(45_000), Some(81_000));
        assert_eq!(measured(&notes).left_ms(4_000), Some(0), "more than there is to come has come");
    }

    #[test]
    fn no_estimate_too_early_or_without_progress() {
        assert_eq!(measured(&[]).left_ms(9), None);
        assert_eq!(measured(&[(0, 0), (1_500, 100)]).left_ms(900), None);
        assert_eq!(measured(&[(0, 100), (9_000, 100)]).left_ms(900), None);
    }

    #[test]
    fn only_the_recent_rate_counts() {
        let slow = (0..60).map(|n| (n * 1_000, n as usize));
        let quick = (0..30).map(|n| (60_000 + n * 1_000, 60 + n as usize * 100));
        let notes: Vec<_> = slow.chain(quick).collect();
        assert_eq!(measured(&notes).left_ms(2_960 + 1_000), Some(10_000));
        let mut eta = measured(&notes);
        eta.reset();
        assert_eq!(eta.left_ms(9_000), None);
    }
}
