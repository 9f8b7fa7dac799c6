//! Repeats a read that the API asked to delay, for readers that make no other calls meanwhile.

#![expect(clippy::disallowed_methods, reason = "waits as long as the API asks")]

use super::{Cancel, Problem};
use gloo_timers::future::TimeoutFuture;

/// Most waits for one call.
const TRIES: u32 = 5;
/// Least wait, in ms: an API may ask for none and refuse all the same.
const LEAST_MS: u32 = 1_000;

/// Makes the call. Where the API asks to wait, waits and makes it again.
///
/// # Errors
/// [`Problem`] of the last call; [`Problem::Aborted`] if `cancel` was aborted.
pub async fn patiently<T>(cancel: &Cancel, call: impl AsyncFn() -> Result<T, Problem>) -> Result<T, Problem> {
    let mut tries = 0;
    loop {
        let answer = call().await;
        let wait_ms = answer.as_ref().err().and_then(Problem::wait_ms).filter(|_| tries < TRIES);
        let Some(wait_ms) = wait_ms else { return answer };
        tries += 1;
        TimeoutFuture::new(wait_ms.max(LEAST_MS)).await;
        if cancel.is_aborted() {
            return Err(Problem::Aborted);
        }
    }
}
