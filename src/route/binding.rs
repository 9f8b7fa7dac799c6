//! The one place that touches the browser's History.

use super::Route;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

/// Where the app is and how to go elsewhere. Setters navigate; nothing else holds this state.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
    /// The address bar is behind the route, see [`Navigator::replace`].
    behind: StoredValue<bool>,
}

impl Navigator {
    /// The place in the address bar.
    pub fn route(self) -> ReadSignal<Route> {
        self.route.read_only()
    }

    /// Goes to a place and leaves a step behind for "back".
    pub fn go(self, route: Route) {
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        self.catch_up();
        if let Ok(history) = window().history() {
            let href = route.href();
            said(history.push_state_with_url(&JsValue::NULL, "", Some(&href)), &href);
        }
        self.route.set(route);
    }

    /// Goes to a place without a step of its own: for what is typed letter by letter. The address bar follows once what changes is on the
    /// screen: writing it takes browsers longer than filtering.
    pub fn replace(self, route: Route) {
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        self.route.set(route);
        if !self.behind.get_value() {
            self.behind.set_value(true);
            // The first is called before the next frame is painted, the second after it.
            request_animation_frame(move || request_animation_frame(move || self.catch_up()));
        }
    }

    fn catch_up(self) {
        if self.behind.try_update_value(std::mem::take) != Some(true) {
            return;
        }
        if let Ok(history) = window().history() {
            let href = self.route.with_untracked(Route::href);
            said(history.replace_state_with_url(&JsValue::NULL, "", Some(&href)), &href);
        }
    }
}

/// Browsers refuse floods of history steps; the view still moves, only "back" is coarser.
fn said(written: Result<(), JsValue>, href: &str) {
    if written.is_err() {
        leptos::logging::warn!("the address bar could not be updated to {href}");
    }
}

/// Writes the query of the address, such as `?lang=es`, and leaves the rest alone.
pub fn write_search(search: &str) {
    let location = window().location();
    let href = format!("{search}{}", location.hash().unwrap_or_default());
    if let Ok(history) = window().history() {
        said(history.replace_state_with_url(&JsValue::NULL, "", Some(&href)), &href);
    }
}

fn current() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// Reads the address bar, follows it from now on, and puts the [`Navigator`] into the context.
pub fn provide_navigator() -> Navigator {
    let navigator = Navigator { route: RwSignal::new(current()), behind: StoredValue::new(false) };
    let follow = move || {
        // Somebody has gone elsewhere since: that counts.
        navigator.behind.set_value(false);
        let place = current();
        if navigator.route.with_untracked(|now| *now != place) {
            navigator.route.set(place);
        }
    };
    let left = window_event_listener(ev::pagehide, move |_| navigator.catch_up());
    let popped = window_event_listener(ev::popstate, move |_| follow());
    let hashed = window_event_listener(ev::hashchange, move |_| follow());
    on_cleanup(move || {
        left.remove();
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
