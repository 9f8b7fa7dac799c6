//! The way to the first rows, in the order in which it is shortest.

#![expect(clippy::disallowed_methods, reason = "orders the steps of the start")]

use crate::{
    idle::soon,
    route::{Navigator, Route},
    sync::{ListRequest, ListSync},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Requests the first rows before anything is made to show them, as both take their time: then the page is made.
pub fn request_first_rows(list: ListSync, navigator: Navigator) -> RwSignal<bool> {
    let requested = RwSignal::new(false);
    // In a turn of its own, behind the first run of the effects that are set up by now.
    spawn_local(async move {
        let request = navigator.route().with_untracked(|route| match route {
            Route::Operations { query, .. } => Some(ListRequest::by(query)),
            _ => None,
        });
        if let Some(request) = request {
            list.request(request);
        }
        // In a turn of its own, behind that of the call.
        spawn_local(async move { requested.set(true) });
    });
    requested
}

/// Whether the page may be shown: with its first rows where they come at once, as laying it out before and after them takes browsers twice
/// as long, and a skeleton that is gone in a blink is none; else without them.
pub fn settled(list: ListSync) -> Memo<bool> {
    let late = RwSignal::new(false);
    soon(move || late.set(true));
    Memo::new(move |before| {
        let freshness = list.freshness();
        before == Some(&true)
            || late.get()
            || freshness.with(|f| f.answered_at.is_some() || f.problem.is_some())
    })
}
