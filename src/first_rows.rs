//! Orders the first request and the creation of the page, so that the first rows appear as early as possible.

#![expect(clippy::disallowed_methods, reason = "orders the steps of the start")]

use crate::{
    idle::soon,
    route::{Navigator, Route},
    sync::{ListRequest, ListSync},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Requests the first rows before the page is created, because both take time. The signal is `true` once the page may be created.
pub fn request_first_rows(list: ListSync, navigator: Navigator) -> RwSignal<bool> {
    let requested = RwSignal::new(false);
    // In its own task, after the first run of the effects that are set up by now.
    spawn_local(async move {
        let request = navigator.route().with_untracked(|route| match route {
            Route::Operations { query, .. } => Some(ListRequest::by(query)),
            _ => None,
        });
        if let Some(request) = request {
            list.request(request);
        }
        // In its own task, after the one that sends the call.
        spawn_local(async move { requested.set(true) });
    });
    requested
}

/// Whether the page may be shown. It waits a moment for the first rows, because laying it out without and then with them takes browsers
/// twice as long, and a skeleton would only flash.
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
