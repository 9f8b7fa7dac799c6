//! The one place that touches the browser's History.

use super::Route;
use crate::reactive::{ReadSignal, RwSignal};
use leptos::{ev, prelude::*};

/// Where the app is and how to go elsewhere. Setters navigate; nothing else holds this state.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
}

impl Navigator {
    /// The place in the address bar.
    pub fn route(self) -> ReadSignal<Route> {
        self.route.read_only()
    }

    /// Goes to a place and leaves a step behind for "back".
    pub fn go(self, route: Route) {
        self.write(route, true);
    }

    /// Goes to a place without a step of its own: for what is typed letter by letter.
    pub fn replace(self, route: Route) {
        self.write(route, false);
    }

    fn write(self, route: Route, step: bool) {
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        let href = route.href();
        if let Ok(history) = window().history() {
            let nothing = wasm_bindgen::JsValue::NULL;
            let written = match step {
                true => history.push_state_with_url(&nothing, "", Some(&href)),
                false => history.replace_state_with_url(&nothing, "", Some(&href)),
            };
            if written.is_err() {
                // Browsers refuse floods of history steps; the view still moves, only "back" is coarser.
                leptos::logging::warn!("the address bar could not be updated to {href}");
            }
        }
        self.route.set(route);
    }
}

fn current() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// Reads the address bar, follows it from now on, and puts the [`Navigator`] into the context.
pub fn provide_navigator() -> Navigator {
    let navigator = Navigator { route: RwSignal::new(current()) };
    let follow = move || {
        let place = current();
        if navigator.route.with_untracked(|now| *now != place) {
            navigator.route.set(place);
        }
    };
    let popped = window_event_listener(ev::popstate, move |_| follow());
    let hashed = window_event_listener(ev::hashchange, move |_| follow());
    on_cleanup(move || {
        popped.remove();
        hashed.remove();
    });
    provide_context(navigator);
    navigator
}

/// The [`Navigator`] of this app.
///
/// # Panics
/// Where [`provide_navigator`] was not called above, which is a mistake in the app's own code.
pub fn use_navigator() -> Navigator {
    expect_context()
}
