//! Pure: what the address says of the timeline's window.

use super::params::Params;

/// The parameters that belong to the window.
pub(super) const NAMES: [&str; 3] = ["at", "zoom", "as"];

/// Which time is in sight and how, as the address has it: the timeline reads it, and says what it can't read. Empty is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineView {
    /// The moment in the middle, `2024-01-15T10:00:00Z`; empty follows the clock.
    pub at: String,
    /// How much time is in sight, such as `1h` or `90d`.
    pub zoom: String,
    /// `table` shows it as one.
    pub form: String,
}

impl TimelineView {
    pub(super) fn read(params: &Params) -> Self {
        let [at, zoom, form] = NAMES.map(|name| params.get(name).unwrap_or_default().to_owned());
        Self { at, zoom, form }
    }

    pub(super) fn write(&self, params: &mut Params) {
        for (name, value) in NAMES.into_iter().zip([&self.at, &self.zoom, &self.form]) {
            params.set(name, value);
        }
    }
}
