//! The loss of the network.

use crate::sync::ListSync;
use leptos::{ev, prelude::*};

/// Polls at once when the browser goes offline, so that the page says so within a second and not after the next interval. The return of
/// the network is `sync`'s own business. Until the calling view is unmounted.
pub fn refresh_when_offline(list: ListSync) {
    let offline = window_event_listener(ev::offline, move |_| {
        if !document().hidden() {
            list.refresh();
        }
    });
    on_cleanup(move || offline.remove());
}
