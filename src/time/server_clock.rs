//! The server's clock. It decides what is past and what is upcoming, because operations run on the server.

use super::clock::{now_ms, use_now};
use leptos::prelude::*;

/// Smaller differences are due to the duration of the call, not to the clocks (ms).
const NOISE: i64 = 3_000;

thread_local! {
    static SHIFT: ArcRwSignal<i64> = ArcRwSignal::new(0);
}

/// Sets how far the server's clock is ahead of the local clock, in ms; `None` if unknown.
pub fn set_server_skew(skew_ms: Option<f64>) {
    let shift = shift(skew_ms);
    SHIFT.with(|known| {
        // The measured difference varies from call to call; small changes need not update the page.
        if (known.get_untracked() - shift).abs() >= NOISE || shift == 0 {
            known.maybe_update(|known| std::mem::replace(known, shift) != shift);
        }
    });
}

/// The current time of the server's clock in ms since the epoch, updated once a second. The local time if the difference is unknown.
pub fn use_server_now() -> Signal<i64> {
    let (now, shift) = (use_now(), SHIFT.with(Clone::clone));
    Signal::derive(move || now.get() + shift.get())
}

/// Like [`use_server_now`], untracked.
pub fn server_now() -> i64 {
    now_ms() + SHIFT.with(GetUntracked::get_untracked)
}

/// How far the server's clock is ahead, in ms; 0 below [`NOISE`].
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
