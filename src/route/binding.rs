//! The only module that uses the browser's History API.

use super::Route;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

/// Reads and changes the route. Setters navigate; nothing else holds this state.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: ReadSignal<Route>,
    set_route: WriteSignal<Route>,
    /// The address bar is not updated yet, see [`Navigator::replace`].
    behind: StoredValue<bool>,
}

impl Navigator {
    /// The current route.
    pub fn route(self) -> ReadSignal<Route> {
        self.route
    }

    /// Navigates to a route and adds a history entry.
    pub fn go(self, route: Route) {
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        self.catch_up();
        if let Ok(history) = window().history() {
            let href = route.href();
            said(history.push_state_with_url(&JsValue::NULL, "", Some(&href)), &href);
        }
        self.set_route.set(route);
    }

    /// Navigates to a route without adding a history entry, for typing. The address bar is updated after the next frame, because writing it
    /// takes browsers longer than filtering.
    pub fn replace(self, route: Route) {
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        self.set_route.set(route);
        if !self.behind.get_value() {
            self.behind.set_value(true);
            // The first callback runs before the next frame is painted, the second one after it.
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

/// Browsers throttle frequent history changes. The view is still updated; only "back" skips some steps.
fn said(written: Result<(), JsValue>, href: &str) {
    if written.is_err() {
        leptos::logging::warn!("the address bar could not be updated to {href}");
    }
}

/// Writes the query part of the address, such as `?lang=es`, and keeps the fragment.
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

/// Reads the address bar, follows its changes, and provides the [`Navigator`] in the context.
pub fn provide_navigator() -> Navigator {
    let (route, set_route) = signal(current());
    let navigator = Navigator { route, set_route, behind: StoredValue::new(false) };
    let follow = move || {
        // A navigation by the user takes precedence over a pending update.
        navigator.behind.set_value(false);
        let place = current();
        if navigator.route.with_untracked(|now| *now != place) {
            navigator.set_route.set(place);
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
/// If no ancestor called [`provide_navigator`].
pub fn use_navigator() -> Navigator {
    expect_context()
}
