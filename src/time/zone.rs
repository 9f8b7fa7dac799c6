//! The one zone switch: every timestamp on the page is shown in the zone that this context names.
//!
//! The value lives in the address (`tz=`); this only reads it. Empty means the browser's own zone.

use leptos::prelude::*;

use super::intl;

/// The zone in force, as a context.
#[derive(Debug, Clone, Copy)]
pub struct Zone {
    asked: Signal<String>,
    resolved: Memo<String>,
}

impl Zone {
    /// The IANA name in force, such as `Europe/Berlin`. Follows the address; falls back to the browser's own zone when
    /// the address names one that the browser does not know ([`Zone::problem`] then says so).
    pub fn name(self) -> String {
        self.resolved.get()
    }

    /// The same as a signal.
    pub fn signal(self) -> Signal<String> {
        self.resolved.into()
    }

    /// What to tell the person when the address asks for a zone that does not exist.
    pub fn problem(self) -> Option<String> {
        let asked = self.asked.get();
        (!asked.is_empty() && !intl::is_zone(&asked))
            .then(|| messages::time::unknown_zone(&asked, &self.resolved.get()))
    }
}

/// Makes the zone in force known to everything below. `asked` is the `tz` of the address, empty for the browser's own.
pub fn provide_zone(asked: Signal<String>) {
    let resolved = Memo::new(move |_| {
        asked.with(|zone| if intl::is_zone(zone) { zone.clone() } else { intl::browser_zone() })
    });
    provide_context(Zone { asked, resolved });
}

/// The zone in force. Outside any [`provide_zone`] it is the browser's own.
pub fn use_zone() -> Zone {
    use_context::<Zone>().unwrap_or_else(|| Zone {
        asked: Signal::stored(String::new()),
        resolved: Memo::new(|_| intl::browser_zone()),
    })
}
