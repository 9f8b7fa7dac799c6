//! Defers work: for a moment, or until the browser is idle.

#![expect(clippy::disallowed_methods, reason = "the one place for work that waits")]

use leptos::prelude::*;

/// Runs a function after a delay that is too short to be noticed.
pub fn soon(run: impl FnOnce() + 'static) {
    set_timeout(run, std::time::Duration::from_millis(80));
}

/// Runs a function when the browser is idle.
pub fn on_idle(run: impl Fn() + 'static) {
    let run = std::rc::Rc::new(run);
    let soon = std::rc::Rc::clone(&run);
    // Safari has no `requestIdleCallback`.
    if request_idle_callback_with_handle(move || soon()).is_err() {
        set_timeout(move || run(), std::time::Duration::from_secs(1));
    }
}
