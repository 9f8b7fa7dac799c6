//! Pure: times that are often meant, in the zone of the form.

use chrono::{Datelike, Duration, NaiveDateTime, NaiveTime, Weekday};

use crate::time::local_input;
use crate::time::zones::{Offsets, Pick, resolve, wall_clock};

/// The hour of night presets.
const NIGHT_HOUR: u32 = 2;

/// A time that is often meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// An hour from now.
    InOneHour,
    /// The next 02:00.
    Tonight,
    /// The next Saturday, 02:00.
    Saturday,
}

impl Preset {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::InOneHour, Self::Tonight, Self::Saturday];

    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::InOneHour => messages::schedule::preset_in_one_hour(),
            Self::Tonight => messages::schedule::preset_tonight(),
            Self::Saturday => messages::schedule::preset_saturday(),
        }
    }

    /// The value of the date-time field, and the choice between two instants where an hour from now is in an hour that comes twice. The other presets
    /// leave that choice to the user. `None` for an unknown zone.
    pub fn fill(self, now: i64, zone: &str, offsets: &impl Offsets) -> Option<(String, Option<Pick>)> {
        if self == Self::InOneHour {
            // The field has whole minutes; round up, so that it isn't less than an hour.
            let at = (now + 3_600_000 + 59_999).div_euclid(60_000) * 60_000;
            let wall = wall_clock(offsets, zone, at)?;
            let resolved = resolve(offsets, zone, wall)?;
            let pick = [Pick::First, Pick::Second]
                .into_iter()
                .find(|pick| resolved.instant(None).is_none() && resolved.instant(Some(*pick)) == Some(at));
            return Some((local_input::write(wall), pick));
        }
        let wall = wall_clock(offsets, zone, now)?;
        Some((local_input::write(next_night(wall, self == Self::Saturday)?), None))
    }
}

/// The first 02:00 after `wall`, on a Saturday if requested.
fn next_night(wall: NaiveDateTime, saturday: bool) -> Option<NaiveDateTime> {
    let night = NaiveTime::from_hms_opt(NIGHT_HOUR, 0, 0)?;
    let fits = |at: &NaiveDateTime| *at > wall && (!saturday || at.weekday() == Weekday::Sat);
    (0..8).map(|days| (wall.date() + Duration::days(days)).and_time(night)).find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::iso;
    use crate::time::zones::tests::Fake;

    fn filled(preset: Preset, now: &str, zone: &str) -> String {
        preset.fill(iso::read(now).unwrap(), zone, &Fake).unwrap().0
    }

    #[test]
    fn presets_are_in_the_zone() {
        // Friday, 2026-01-09, 23:30 in Berlin.
        let now = "2026-01-09T22:30:20Z";
        assert_eq!(filled(Preset::InOneHour, now, "Europe/Berlin"), "2026-01-10T00:31");
        assert_eq!(filled(Preset::InOneHour, now, "UTC"), "2026-01-09T23:31");
        assert_eq!(filled(Preset::Tonight, now, "Europe/Berlin"), "2026-01-10T02:00");
        assert_eq!(filled(Preset::Saturday, now, "Europe/Berlin"), "2026-01-10T02:00");
        assert_eq!(Preset::Tonight.fill(0, "Nowhere", &Fake), None);
    }

    #[test]
    fn night_is_the_next_one() {
        assert_eq!(filled(Preset::Tonight, "2026-01-10T01:59:59Z", "UTC"), "2026-01-10T02:00");
        assert_eq!(filled(Preset::Tonight, "2026-01-10T02:00:00Z", "UTC"), "2026-01-11T02:00");
        assert_eq!(filled(Preset::Saturday, "2026-01-10T01:00:00Z", "UTC"), "2026-01-10T02:00");
        assert_eq!(filled(Preset::Saturday, "2026-01-10T02:00:00Z", "UTC"), "2026-01-17T02:00");
        assert_eq!(filled(Preset::Saturday, "2026-01-31T09:00:00Z", "UTC"), "2026-02-07T02:00");
    }

    #[test]
    fn an_hour_from_now_is_exact_where_an_hour_comes_twice() {
        // Clocks in Berlin go back at 2026-10-25T01:00Z.
        for (now, pick) in [("2026-10-24T23:30:00Z", Pick::First), ("2026-10-25T00:30:00Z", Pick::Second)] {
            let filled = Preset::InOneHour.fill(iso::read(now).unwrap(), "Europe/Berlin", &Fake);
            assert_eq!(filled, Some(("2026-10-25T02:30".to_owned(), Some(pick))), "{now}");
        }
    }
}
