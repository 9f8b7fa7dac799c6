//! The server's clock, which decides what is past: a schedule is for the server, whatever this computer's clock says.

use leptos::prelude::*;

use crate::sync::Live;
use crate::time::{now_ms, use_now};

/// Less than this is the time that an answer takes, not a difference between clocks (ms).
const NOISE: i64 = 3_000;

/// The present moment by the server's clock, milliseconds since 1970, once a second; by our own where the server's is not known.
pub fn use_server_now(live: Live) -> Signal<i64> {
    let now = use_now();
    Signal::derive(move || now.get() + shift(live.skew_ms.get()))
}

/// The same, once.
pub fn server_now(live: Live) -> i64 {
    now_ms() + shift(live.skew_ms.try_get_untracked().flatten())
}

/// How far the server's clock is ahead, where that is more than noise.
fn shift(skew_ms: Option<f64>) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a difference between clocks, in whole milliseconds")]
    let skew = skew_ms.unwrap_or_default() as i64;
    if skew.saturating_abs() < NOISE { 0 } else { skew }
}

#[cfg(test)]
mod tests {
    use super::shift;

    #[test]
    fn only_a_real_difference_counts() {
        assert_eq!(shift(None), 0);
        assert_eq!(shift(Some(900.0)), 0);
        assert_eq!(shift(Some(-60_000.0)), -60_000);
        assert_eq!(shift(Some(3_600_000.4)), 3_600_000);
    }
}
