//! Pure: the time window and its movement.

use crate::{route::TimelineView, time::iso};
use messages::timeline as text;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Zoom levels: name in the address, and length of the window in ms.
pub const ZOOMS: [(&str, i64); 10] = [
    ("1h", HOUR),
    ("3h", 3 * HOUR),
    ("6h", 6 * HOUR),
    ("12h", 12 * HOUR),
    ("1d", DAY),
    ("3d", 3 * DAY),
    ("7d", 7 * DAY),
    ("14d", 14 * DAY),
    ("30d", 30 * DAY),
    ("90d", 90 * DAY),
];
const DEFAULT_ZOOM: usize = 4;

/// Formats a length in ms: `3 hours`, `7 days`.
pub fn length_words(ms: i64) -> String {
    let count = |unit: i64| (ms / unit).unsigned_abs();
    if ms < DAY { text::hours(count(HOUR)) } else { text::days(count(DAY)) }
}

/// Years 1 to 9999, the range of an address.
const FIRST: i64 = -62_135_596_800_000;
const LAST: i64 = 253_402_300_799_000;

/// The time window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Time in the middle; `None` follows the clock.
    pub at: Option<i64>,
    /// Zoom level, as an index of [`ZOOMS`].
    pub zoom: usize,
    /// Shown as a table.
    pub table: bool,
}

impl Window {
    /// Reads the address. Also returns the parameters that can't be read.
    pub fn read(view: &TimelineView) -> (Self, Vec<(String, String)>) {
        let at = iso::read(&view.at);
        let zoom = ZOOMS.iter().position(|(name, _)| *name == view.zoom);
        let table = view.form == "table";
        let odd =
            [("at", &view.at, at.is_some()), ("zoom", &view.zoom, zoom.is_some()), ("as", &view.form, table)];
        let odd = odd.into_iter().filter(|(_, value, read)| !value.is_empty() && !read);
        let problems = odd.map(|(name, value, _)| (name.to_owned(), value.clone())).collect();
        (Self { at, zoom: zoom.unwrap_or(DEFAULT_ZOOM), table }, problems)
    }

    /// The parameters for the address, without defaults.
    pub fn write(self) -> TimelineView {
        let zoom = ZOOMS.get(self.zoom).filter(|_| self.zoom != DEFAULT_ZOOM).map_or("", |(name, _)| name);
        TimelineView {
            at: self.at.map(iso::write).unwrap_or_default(),
            zoom: zoom.to_owned(),
            form: if self.table { "table".to_owned() } else { String::new() },
        }
    }

    /// Length of the window, in ms.
    pub fn length(self) -> i64 {
        ZOOMS.get(self.zoom).map_or(DAY, |(_, ms)| *ms)
    }

    /// Start and end, with `now` as the current time.
    pub fn bounds(self, now: i64) -> (i64, i64) {
        let half = self.length() / 2;
        let middle = self.at.unwrap_or(now).clamp(FIRST, LAST);
        (middle - half, middle + half)
    }

    /// Moves by a share of the window: 1 is its full length, later.
    pub fn panned(self, share: f64, now: i64) -> Self {
        let by = (share * self.length() as f64) as i64;
        let at = self.at.unwrap_or(now).saturating_add(by).clamp(FIRST, LAST);
        Self { at: Some(at), ..self }
    }

    /// Zooms in by steps, or out if negative. The time at `pivot` (0 is left, 1 is right) stays in place.
    pub fn zoomed(self, steps: i32, pivot: f64, now: i64) -> Self {
        let last = ZOOMS.len() as i64 - 1;
        let zoom = (self.zoom as i64 - i64::from(steps)).clamp(0, last) as usize;
        let next = Self { zoom, ..self };
        let off = pivot.clamp(0.0, 1.0) - 0.5;
        // A zoom around the middle keeps following the clock.
        if zoom == self.zoom || off.abs() < 0.001 {
            return next;
        }
        let by = (off * (self.length() - next.length()) as f64) as i64;
        Self { at: Some(self.at.unwrap_or(now).saturating_add(by).clamp(FIRST, LAST)), ..next }
    }

    /// Brings a time into sight: unmoved if it already is, otherwise centred.
    pub fn showing(self, at: i64, now: i64) -> Self {
        let (from, to) = self.bounds(now);
        if from <= at && at < to { self } else { Self { at: Some(at.clamp(FIRST, LAST)), ..self } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_705_312_800_000;

    fn read(at: &str, zoom: &str, form: &str) -> (Window, usize) {
        let view = TimelineView { at: at.into(), zoom: zoom.into(), form: form.into() };
        let (window, problems) = Window::read(&view);
        (window, problems.len())
    }

    #[test]
    fn default_window_is_a_day_around_now() {
        let (window, problems) = read("", "", "");
        assert_eq!((window.bounds(NOW), problems), ((NOW - DAY / 2, NOW + DAY / 2), 0));
        assert_eq!(window.write(), TimelineView::default());
        assert_eq!(read("", "1d", "").0.write(), TimelineView::default());
    }

    #[test]
    fn lengths_use_whole_units() {
        let words = ZOOMS.map(|(_, ms)| length_words(ms));
        assert_eq!(
            words,
            [
                "1 hour", "3 hours", "6 hours", "12 hours", "1 day", "3 days", "7 days", "14 days",
                "30 days", "90 days"
            ]
        );
    }

    #[test]
    fn invalid_parameters_are_reported() {
        assert_eq!(
            read("2024-01-15T10:00:00Z", "1h", "table"),
            (Window { at: Some(NOW), zoom: 0, table: true }, 0)
        );
        assert_eq!(read("soon", "1y", "poem").1, 3);
    }

    #[test]
    fn zoom_keeps_the_time_at_the_pivot() {
        let window = Window { at: Some(NOW), zoom: DEFAULT_ZOOM, table: false };
        let closer = window.zoomed(1, 0.25, NOW);
        let place = |window: Window, share: f64| {
            let (from, to) = window.bounds(NOW);
            from + ((to - from) as f64 * share) as i64
        };
        assert_eq!(place(closer, 0.25), place(window, 0.25));
        assert_eq!(closer.length(), DAY / 2);
        assert_eq!(Window { at: None, ..window }.zoomed(-1, 0.5, NOW).at, None);
        assert_eq!(window.zoomed(99, 0.0, NOW).length(), HOUR);
        assert_eq!(window.zoomed(-99, 0.0, NOW).length(), 90 * DAY);
    }

    proptest! {
        #[test]
        fn movement_stays_within_the_address_range(
            at in prop::option::of(any::<i64>()), zoom in 0..ZOOMS.len(), share in -1e9f64..1e9, steps in -12..12i32, pivot: f64
        ) {
            let window = Window { at, zoom, table: false };
            for moved in [window.panned(share, NOW), window.zoomed(steps, pivot, NOW).panned(0.0, NOW)] {
                let (again, problems) = Window::read(&moved.write());
                prop_assert!(problems.is_empty());
                prop_assert_eq!(again.zoom, moved.zoom);
                // Addresses have a resolution of one second.
                prop_assert_eq!(again.at, moved.at.map(|at| at.div_euclid(1000) * 1000));
                let (from, to) = moved.bounds(NOW);
                prop_assert_eq!(to - from, moved.length());
            }
        }
    }
}
