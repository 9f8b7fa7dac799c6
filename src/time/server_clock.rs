//! The server's clock, which decides what is past and what is to come: operations run there, whatever this computer's clock says.

use super::clock::{now_ms, use_now};
use leptos::prelude::*;

/// Less than this is the time that an answer takes, not a difference between clocks (ms).
const NOISE: i64 = 3_000;

thread_local! {
    static SHIFT: ArcRwSignal<i64> = ArcRwSignal::new(0);
}

/// Notes how far the server's clock is ahead of ours, in ms; `None` where that isn't known.
pub fn set_server_skew(skew_ms: Option<f64>) {
    let shift = shift(skew_ms);
    SHIFT.with(|known| {
        // An answer's time on the way differs from call to call; what is said on the page needn't be reckoned anew for that.
        if (known.get_untracked() - shift).abs() >= NOISE || shift == 0 {
            known.maybe_update(|known| std::mem::replace(known, shift) != shift);
        }
    });
}

/// The present moment by the server's clock, milliseconds since 1970, once a second; by our own where the server's is not known.
pub fn use_server_now() -> Signal<i64> {
    let (now, shift) = (use_now(), SHIFT.with(Clone::clone));
    Signal::derive(move || now.get() + shift.get())
}

/// The same, once.
pub fn server_now() -> i64 {
    now_ms() + SHIFT.with(GetUntracked::get_untracked)
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
