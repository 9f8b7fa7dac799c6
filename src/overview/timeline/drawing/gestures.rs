//! Moves the window by wheel, drag and held keys. The screen follows at once; the address is updated when the gesture ends, as browsers limit the
//! rate of history updates.

#![expect(clippy::disallowed_methods, reason = "ends a gesture once the pointer rests")]

use crate::overview::timeline::{view::View, window::Window};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Time without movement after which a gesture has ended.
const REST_MS: u32 = 180;
/// Wheel distance for one zoom step.
const WHEEL_STEP: f64 = 60.0;
/// Pointer distance below which a press is a click, in px.
const CLICK: f64 = 4.0;

/// State of the current gesture. Copies share one state.
#[derive(Clone, Copy)]
pub struct Gestures {
    view: View,
    state: StoredValue<State, LocalStorage>,
}

#[derive(Default)]
struct State {
    rest: Option<Timeout>,
    /// Pointer position at the press, and the window then.
    down: Option<(f64, f64, Window)>,
    dragging: bool,
    wheel: f64,
}

impl Gestures {
    /// Creates the state without a gesture.
    pub fn new(view: View) -> Self {
        Self { view, state: StoredValue::new_local(State::default()) }
    }

    /// Moves by a share of the window.
    pub fn nudge(self, share: f64) {
        let now = self.view.now.get_untracked();
        self.hold(untrack(|| self.view.window()).panned(share, now));
    }

    /// Shows a window, and updates the address when the gesture ends.
    pub fn hold(self, window: Window) {
        self.view.held.set(Some(window));
        let rest = Timeout::new(REST_MS, move || self.rest());
        self.state.update_value(|state| state.rest = Some(rest));
    }

    fn rest(self) {
        if let Some(Some(window)) = self.view.held.try_get_untracked() {
            self.view.go(window);
        }
    }

    /// Zooms by the wheel (with the zoom modifier held) around `pivot`, a share of the width.
    pub fn zoom_by_wheel(self, delta: f64, pivot: f64) {
        let mut steps = 0;
        self.state.update_value(|state| {
            state.wheel += delta;
            steps = -(state.wheel / WHEEL_STEP) as i32;
            state.wheel %= WHEEL_STEP;
        });
        if steps != 0 {
            let now = self.view.now.get_untracked();
            self.hold(untrack(|| self.view.window()).zoomed(steps, pivot, now));
        }
    }

    /// Starts a press.
    pub fn press(self, x: f64, y: f64) {
        let window = untrack(|| self.view.window());
        self.state.update_value(|state| (state.down, state.dragging) = (Some((x, y, window)), false));
    }

    /// Handles a pointer move on a canvas `width` px wide. Returns whether it is a drag.
    pub fn drag(self, x: f64, y: f64, width: f64) -> bool {
        let now = self.view.now.get_untracked();
        let mut held = None;
        self.state.update_value(|state| {
            let Some((from_x, from_y, window)) = state.down else { return };
            let far = (x - from_x).abs() > CLICK && (x - from_x).abs() >= (y - from_y).abs();
            state.dragging |= far;
            if state.dragging {
                held = Some(window.panned((from_x - x) / width.max(1.0), now));
            }
        });
        if let Some(window) = held {
            self.view.held.set(Some(window));
        }
        held.is_some()
    }

    /// Ends a press. Returns whether it was a click.
    pub fn release(self) -> bool {
        let mut click = false;
        self.state.update_value(|state| {
            click = state.down.take().is_some() && !state.dragging;
            state.dragging = false;
        });
        if !click {
            self.rest();
        }
        click
    }
}
