//! Pure: the timeline's visible time range in the address.

use super::params::Params;

/// Names of its parameters.
pub(super) const NAMES: [&str; 3] = ["at", "zoom", "as"];

/// The visible time range as text. The timeline parses it and reports what is invalid. Empty is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineView {
    /// The moment in the centre, `2024-01-15T10:00:00Z`; empty follows the clock.
    pub at: String,
    /// Length of the visible range, such as `1h` or `90d`.
    pub zoom: String,
    /// `table` shows a table instead of the drawing.
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
