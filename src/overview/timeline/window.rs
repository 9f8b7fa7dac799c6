//! Pure: the time window and its movement.

use crate::{
    route::TimelineView,
    time::{duration, iso},
};
use messages::timeline as text;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
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
const DEFAULT_LENGTH: i64 = DAY;
/// Shortest and longest window in ms. Both are whole minutes, as every length is.
const LENGTHS: (i64, i64) = (10 * MINUTE, 366 * DAY);
/// Words for the form in the address: a table, and lanes without an idle device.
const TABLE: &str = "table";
const ACTIVE: &str = "active";

/// Formats a length in ms: `3 hours`, `7 days`, `2 h 35 min`.
pub fn length_words(ms: i64) -> String {
    match (ms % DAY, ms % HOUR) {
        (0, _) => text::days((ms / DAY).unsigned_abs()),
        (_, 0) => text::hours((ms / HOUR).unsigned_abs()),
        _ => duration::format((ms / 1000).unsigned_abs()),
    }
}

/// Years 1 to 9999, the range of an address.
const FIRST: i64 = -62_135_596_800_000;
const LAST: i64 = 253_402_300_799_000;

/// The time window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Time in the middle; `None` follows the clock.
    pub at: Option<i64>,
    /// Length in ms, whole minutes.
    pub length: i64,
    /// Shown as a table.
    pub table: bool,
    /// Devices without an operation in the window are left out.
    pub hide_idle: bool,
}

impl Window {
    /// Reads the address. Also returns the parameters that can't be read.
    pub fn read(view: &TimelineView) -> (Self, Vec<(String, String)>) {
        let at = iso::read(&view.at);
        let length = read_length(&view.zoom);
        let forms = || view.form.split(',');
        let form = forms().all(|form| form == TABLE || form == ACTIVE);
        let odd = [
            ("at", &view.at, at.is_some()),
            ("zoom", &view.zoom, length.is_some()),
            ("as", &view.form, form),
        ];
        let odd = odd.into_iter().filter(|(_, value, read)| !value.is_empty() && !read);
        let problems = odd.map(|(name, value, _)| (name.to_owned(), value.clone())).collect();
        let window = Self {
            at,
            length: length.unwrap_or(DEFAULT_LENGTH),
            table: forms().any(|form| form == TABLE),
            hide_idle: forms().any(|form| form == ACTIVE),
        };
        (window, problems)
    }

    /// The parameters for the address, without defaults.
    pub fn write(self) -> TimelineView {
        let zoom = match ZOOMS.iter().find(|(_, length)| *length == self.length) {
            _ if self.length == DEFAULT_LENGTH => String::new(),
            Some((name, _)) => (*name).to_owned(),
            None => format!("{}m", self.length / MINUTE),
        };
        let forms = [(self.table, TABLE), (self.hide_idle, ACTIVE)];
        let forms: Vec<&str> = forms.into_iter().filter(|(on, _)| *on).map(|(_, form)| form).collect();
        TimelineView { at: self.at.map(iso::write).unwrap_or_default(), zoom, form: forms.join(",") }
    }

    /// Start and end, with `now` as the current time.
    pub fn bounds(self, now: i64) -> (i64, i64) {
        let half = self.length / 2;
        let middle = self.at.unwrap_or(now).clamp(FIRST, LAST);
        (middle - half, middle + half)
    }

    /// From `from` to the same end as before. If that isn't later, the length stays.
    pub fn starting(self, from: i64, now: i64) -> Self {
        let length = self.length_until(from, self.bounds(now).1);
        Self { at: Some(from.saturating_add(length / 2).clamp(FIRST, LAST)), length, ..self }
    }

    /// From the same start as before to `to`. If that isn't earlier, the length stays.
    pub fn ending(self, to: i64, now: i64) -> Self {
        let length = self.length_until(self.bounds(now).0, to);
        Self { at: Some(to.saturating_sub(length / 2).clamp(FIRST, LAST)), length, ..self }
    }

    fn length_until(self, from: i64, to: i64) -> i64 {
        match to.saturating_sub(from) {
            length if length > 0 => length.clamp(LENGTHS.0, LENGTHS.1) / MINUTE * MINUTE,
            _ => self.length,
        }
    }

    /// Moves by a share of the window: 1 is its full length, later.
    pub fn panned(self, share: f64, now: i64) -> Self {
        let by = (share * self.length as f64) as i64;
        let at = self.at.unwrap_or(now).saturating_add(by).clamp(FIRST, LAST);
        Self { at: Some(at), ..self }
    }

    /// Zooms in by steps, or out if negative. The time at `pivot` (0 is left, 1 is right) stays in place.
    pub fn zoomed(self, steps: i32, pivot: f64, now: i64) -> Self {
        let next = |length: i64| match steps > 0 {
            true => ZOOMS.iter().rev().find(|(_, zoom)| *zoom < length),
            false => ZOOMS.iter().find(|(_, zoom)| *zoom > length),
        };
        let mut length = self.length;
        for _ in 0..steps.unsigned_abs() {
            let Some((_, zoom)) = next(length) else { break };
            length = *zoom;
        }
        let next = Self { length, ..self };
        let off = pivot.clamp(0.0, 1.0) - 0.5;
        // A zoom around the middle keeps following the clock.
        if length == self.length || off.abs() < 0.001 {
            return next;
        }
        let by = (off * (self.length - length) as f64) as i64;
        Self { at: Some(self.at.unwrap_or(now).saturating_add(by).clamp(FIRST, LAST)), ..next }
    }

    /// Brings a time into sight: unmoved if it already is, otherwise centred.
    pub fn showing(self, at: i64, now: i64) -> Self {
        let (from, to) = self.bounds(now);
        if from <= at && at < to { self } else { Self { at: Some(at.clamp(FIRST, LAST)), ..self } }
    }
}

/// Reads the name of a zoom level, or whole minutes such as `155m`.
fn read_length(zoom: &str) -> Option<i64> {
    if let Some((_, length)) = ZOOMS.iter().find(|(name, _)| *name == zoom) {
        return Some(*length);
    }
    let minutes = zoom.strip_suffix('m')?.parse::<i64>().ok()?;
    minutes.checked_mul(MINUTE).filter(|length| (LENGTHS.0..=LENGTHS.1).contains(length))
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
        assert_eq!(read("", "60m", "").0.write().zoom, "1h");
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
        assert_eq!([36 * HOUR, 155 * MINUTE].map(length_words), ["36 hours", "2 h 35 min"]);
    }

    #[test]
    fn invalid_parameters_are_reported() {
        assert_eq!(
            read("2024-01-15T10:00:00Z", "1h", "table"),
            (Window { at: Some(NOW), length: HOUR, table: true, hide_idle: false }, 0)
        );
        assert_eq!(read("soon", "1y", "poem").1, 3);
        for zoom in ["9m", "-60m", "527041m", "m", "99999999999999999999m", "9223372036854775807m"] {
            assert_eq!(read("", zoom, "").1, 1, "{zoom}");
        }
        assert_eq!(read("", "", "table,poem").1, 1);
    }

    #[test]
    fn typed_bounds_are_kept() {
        let day = read("2024-01-15T10:00:00Z", "", "").0;
        let (from, to) = day.bounds(NOW);
        let later = day.starting(from + 5 * HOUR + 7 * MINUTE, NOW);
        assert_eq!(later.bounds(NOW), (from + 5 * HOUR + 7 * MINUTE, to));
        assert_eq!(later.write().zoom, "1133m");
        assert_eq!(later.ending(to - HOUR, NOW).bounds(NOW), (from + 5 * HOUR + 7 * MINUTE, to - HOUR));
        assert_eq!(
            day.starting(to + HOUR, NOW).bounds(NOW),
            (to + HOUR, to + HOUR + DAY),
            "moved as a whole"
        );
        assert_eq!(day.ending(from, NOW).bounds(NOW), (from - DAY, from));
        assert_eq!(day.starting(FIRST, NOW).length, 366 * DAY);
        let follows = read("", "", "active").0;
        assert_eq!(follows.ending(NOW + 2 * DAY, NOW).bounds(NOW), (NOW - DAY / 2, NOW + 2 * DAY));
    }

    #[test]
    fn zoom_keeps_the_time_at_the_pivot() {
        let window = Window { at: Some(NOW), length: DAY, table: false, hide_idle: false };
        let closer = window.zoomed(1, 0.25, NOW);
        let place = |window: Window, share: f64| {
            let (from, to) = window.bounds(NOW);
            from + ((to - from) as f64 * share) as i64
        };
        assert_eq!(place(closer, 0.25), place(window, 0.25));
        assert_eq!(closer.length, DAY / 2);
        assert_eq!(Window { at: None, ..window }.zoomed(-1, 0.5, NOW).at, None);
        let odd = Window { length: 155 * MINUTE, ..window };
        assert_eq!([odd.zoomed(1, 0.5, NOW).length, odd.zoomed(-1, 0.5, NOW).length], [HOUR, 3 * HOUR]);
        assert_eq!(window.zoomed(99, 0.0, NOW).length, HOUR);
        assert_eq!(window.zoomed(-99, 0.0, NOW).length, 90 * DAY);
    }

    proptest! {
        #[test]
        fn movement_stays_within_the_address_range(
            at in prop::option::of(any::<i64>()), minutes in 10..527_041i64, share in -1e9f64..1e9, steps in -12..12i32, pivot: f64,
            bound: i64, table: bool, hide_idle: bool
        ) {
            let window = Window { at, length: minutes * MINUTE, table, hide_idle };
            for moved in [
                window.panned(share, NOW),
                window.zoomed(steps, pivot, NOW).panned(0.0, NOW),
                window.starting(bound, NOW),
                window.ending(bound, NOW),
            ] {
                let (again, problems) = Window::read(&moved.write());
                prop_assert!(problems.is_empty());
                prop_assert_eq!((again.length, again.table, again.hide_idle), (moved.length, table, hide_idle));
                // Addresses have a resolution of one second.
                prop_assert_eq!(again.at, moved.at.map(|at| at.div_euclid(1000) * 1000));
                let (from, to) = moved.bounds(NOW);
                prop_assert_eq!(to - from, moved.length);
            }
        }
    }
}
