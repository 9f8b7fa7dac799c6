//! The planned course of an operation. It is derived from the seed, the transaction and the device, so it needn't be stored and is
//! the same after a restart.

use fastrand::Rng;

use crate::{
    clock::{Millis, SECOND},
    kinds,
};

/// The planned course of one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// From the scheduled time to the start
    pub delay: Millis,
    /// From the start to completion
    pub duration: Millis,
    /// Between two progress reports
    pub step: Millis,
    /// Percentage at which it fails, and the reason
    pub failure: Option<(i64, &'static str)>,
    /// Random number for further decisions
    pub luck: u64,
}

impl Plan {
    /// The plan of an operation.
    pub fn of(seed: u64, txn: i64, device: i64, kind: &str) -> Self {
        let mut rng = Rng::with_seed(mix(seed, txn as u64, device as u64));
        let kind = kinds::of(kind);
        let (shortest, longest) = kind.pace;
        let failure = (rng.u64(..1000) < kind.failures)
            .then(|| (rng.i64(8..96), kind.reasons[rng.usize(..kind.reasons.len())]));
        Self {
            delay: rng.i64(400..3 * SECOND),
            duration: rng.i64(shortest as i64 * SECOND..longest as i64 * SECOND),
            step: rng.i64(SECOND..2 * SECOND),
            failure,
            luck: rng.u64(..),
        }
    }

    /// Duration until it completes or fails.
    pub fn run(&self) -> Millis {
        self.failure.map_or(self.duration, |(percent, _)| self.duration * percent / 100)
    }
}

/// Hashes three numbers (the finalizer of SplitMix64).
fn mix(seed: u64, txn: u64, device: u64) -> u64 {
    let mut z = seed ^ txn.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ device.wrapping_mul(0xD1B5_4A32_D192_ED03);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_depends_on_the_seed_and_fails_at_its_rate() {
        assert_eq!(Plan::of(1, 2, 3, "diagnostics"), Plan::of(1, 2, 3, "diagnostics"));
        let failed =
            (0..10_000).filter(|txn| Plan::of(1, *txn, 3, "firmware_update").failure.is_some()).count();
        assert!((700..900).contains(&failed), "{failed}");
    }
}
