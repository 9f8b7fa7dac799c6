//! The time zone in which every timestamp on the page is shown, as a context.
//!
//! The value lives in the address (`tz=`); this only reads it. Empty means the browser's own zone.

use leptos::prelude::*;

use super::intl;

/// The current zone.
#[derive(Debug, Clone, Copy)]
pub struct Zone {
    requested: Signal<String>,
    resolved: Memo<String>,
}

impl Zone {
    /// The IANA name of the current zone, such as `Europe/Berlin`. Follows the address; falls back to the browser's own zone if the browser
    /// doesn't know the zone in the address ([`Zone::problem`] then says so).
    pub fn name(self) -> String {
        self.resolved.get()
    }

    /// [`Self::name`] as a signal.
    pub fn signal(self) -> Signal<String> {
        self.resolved.into()
    }

    /// Message for the user if the zone in the address doesn't exist.
    pub fn problem(self) -> Option<String> {
        let requested = self.requested.get();
        (!requested.is_empty() && !intl::is_zone(&requested))
            .then(|| messages::time::unknown_zone(&requested, &self.resolved.get()))
    }
}

/// Provides the current zone in the context. `requested` is the `tz` of the address, empty for the browser's own.
pub fn provide_zone(requested: Signal<String>) {
    let resolved = Memo::new(move |_| {
        requested.with(|zone| if intl::is_zone(zone) { zone.clone() } else { intl::browser_zone() })
    });
    provide_context(Zone { requested, resolved });
}

/// The current zone. Without [`provide_zone`], it is the browser's own.
pub fn use_zone() -> Zone {
    use_context::<Zone>().unwrap_or_else(|| Zone {
        requested: Signal::stored(String::new()),
        resolved: Memo::new(|_| intl::browser_zone()),
    })
}
