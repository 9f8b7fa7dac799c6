//! The clock of the page: one timer for every relative time such as "4 s ago".
//!
//! It pauses in a hidden tab and updates at once when the tab is shown again.

#![expect(clippy::disallowed_methods, reason = "owns the one clock of the page")]

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

thread_local! {
    static NOW: ArcRwSignal<i64> = ArcRwSignal::new(now_ms());
    static STARTED: Cell<bool> = const { Cell::new(false) };
    static TIMER: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// The current time in ms since the epoch, from the computer's clock.
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "JavaScript's clock gives whole milliseconds")]
    let now = js_sys::Date::now() as i64;
    now
}

/// The current time in ms as a signal that updates once a second while the page is visible.
pub fn use_now() -> Signal<i64> {
    if !STARTED.replace(true) {
        start();
    }
    Signal::from(NOW.with(ArcRwSignal::read_only))
}

fn start() {
    tick();
    watch();
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let changed = Closure::<dyn Fn()>::new(|| {
        tick();
        watch();
    });
    // Lives as long as the page. If the listener can't be added, the clock ticks in a hidden tab, too, which is harmless.
    let _ = document.add_event_listener_with_callback("visibilitychange", changed.as_ref().unchecked_ref());
    changed.forget();
}

fn tick() {
    NOW.with(|now| now.set(now_ms()));
}

fn watch() {
    let hidden =
        web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
    TIMER.set((!hidden).then(|| Interval::new(1000, tick)));
}
