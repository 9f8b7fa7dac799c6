//! The whole fleet: the live board shows its current state, the timeline shows past and upcoming operations.
//!
//! Owns the figures of the board and the drawing of the timeline. Must not know the list's views or how to schedule.

mod board;
mod coverage;
mod js_reflect;
mod timeline;
mod watching;

use crate::route::{Route, use_navigator};
use leptos::prelude::*;

/// The page for the address: the timeline or the live board. Returned by their lazy chunk.
pub fn page(_: ()) -> AnyView {
    match use_navigator().route().with_untracked(|route| matches!(route, Route::Timeline { .. })) {
        true => view! { <timeline::TimelinePage /> }.into_any(),
        false => view! { <board::BoardPage /> }.into_any(),
    }
}
