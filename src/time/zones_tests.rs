use super::*;
use crate::time::local_input;
use proptest::prelude::*;

/// Fixed rules: (instant of the change in seconds, offset from then on).
pub struct Fake;

const BERLIN: [(i64, i32); 9] = [
    (i64::MIN, 3600),
    (1_711_846_800, 7200), // 2024-03-31T01:00Z
    (1_729_990_800, 3600), // 2024-10-27T01:00Z
    (1_743_296_400, 7200), // 2025-03-30T01:00Z
    (1_761_440_400, 3600), // 2025-10-26T01:00Z
    (1_774_746_000, 7200), // 2026-03-29T01:00Z
    (1_792_890_000, 3600), // 2026-10-25T01:00Z
    (1_806_195_600, 7200), // 2027-03-28T01:00Z
    (1_824_944_400, 3600), // 2027-10-31T01:00Z
];
const LORD_HOWE: [(i64, i32); 4] = [
    (i64::MIN, 39_600),
    (1_743_260_400 + 604_800, 37_800), // 2025-04-05T15:00Z, back by half an hour
    (1_759_591_800, 39_600),           // 2025-10-04T15:30Z, forward by half an hour
    (1_775_314_800, 37_800),           // 2026-04-04T15:00Z
];
/// Samoa skipped 30 December 2011.
const APIA: [(i64, i32); 2] = [(i64::MIN, -36_000), (1_325_239_200, 50_400)];

impl Offsets for Fake {
    fn offset_seconds(&self, zone: &str, utc_ms: i64) -> Option<i32> {
        let table: &[(i64, i32)] = match zone {
            "UTC" => &[(i64::MIN, 0)],
            "Europe/Berlin" => &BERLIN,
            "Australia/Lord_Howe" => &LORD_HOWE,
            "Pacific/Apia" => &APIA,
            _ => return None,
        };
        let seconds = utc_ms.div_euclid(1000);
        table.iter().rev().find(|(from, _)| *from <= seconds).map(|(_, offset)| *offset)
    }
}

fn meaning(zone: &str, wall: &str) -> Resolved {
    resolve(&Fake, zone, local_input::parse(wall).unwrap()).unwrap()
}

fn utc(text: &str) -> i64 {
    local_input::parse(text).unwrap().and_utc().timestamp_millis()
}

#[test]
fn an_ordinary_time_is_one_instant() {
    assert_eq!(meaning("UTC", "2026-03-29T02:30"), Resolved::One(utc("2026-03-29T02:30")));
    assert_eq!(meaning("Europe/Berlin", "2026-01-10T02:30"), Resolved::One(utc("2026-01-10T01:30")));
    assert_eq!(meaning("Europe/Berlin", "2026-07-10T02:30"), Resolved::One(utc("2026-07-10T00:30")));
}

#[test]
fn the_days_around_a_change_are_ordinary() {
    assert_eq!(meaning("Europe/Berlin", "2026-03-29T01:59"), Resolved::One(utc("2026-03-29T00:59")));
    assert_eq!(meaning("Europe/Berlin", "2026-03-29T03:00"), Resolved::One(utc("2026-03-29T01:00")));
    assert_eq!(meaning("Europe/Berlin", "2026-10-25T01:59"), Resolved::One(utc("2026-10-24T23:59")));
    assert_eq!(meaning("Europe/Berlin", "2026-10-25T03:00"), Resolved::One(utc("2026-10-25T02:00")));
}

#[test]
fn a_skipped_time_has_two_alternatives() {
    let gap = meaning("Europe/Berlin", "2026-03-29T02:30");
    assert_eq!(
        gap,
        Resolved::Gap {
            before: utc("2026-03-29T00:30"),
            after: utc("2026-03-29T01:30"),
            transition: utc("2026-03-29T01:00"),
            skipped: 3600
        }
    );
    assert_eq!(gap.instant(None), None);
    assert_eq!(gap.instant(Some(Pick::Second)), Some(utc("2026-03-29T01:30")));
}

#[test]
fn a_repeated_time_has_two_instants() {
    let overlap = meaning("Europe/Berlin", "2026-10-25T02:30");
    assert_eq!(
        overlap,
        Resolved::Overlap { earlier: utc("2026-10-25T00:30"), later: utc("2026-10-25T01:30") }
    );
    assert_eq!(overlap.instant(Some(Pick::First)), Some(utc("2026-10-25T00:30")));
}

#[test]
fn half_an_hour_of_daylight_saving_works_too() {
    assert_eq!(
        meaning("Australia/Lord_Howe", "2025-10-05T02:15"),
        Resolved::Gap {
            before: utc("2025-10-04T15:15"),
            after: utc("2025-10-04T15:45"),
            transition: utc("2025-10-04T15:30"),
            skipped: 1800
        }
    );
    assert_eq!(
        meaning("Australia/Lord_Howe", "2026-04-05T01:45"),
        Resolved::Overlap { earlier: utc("2026-04-04T14:45"), later: utc("2026-04-04T15:15") }
    );
}

#[test]
fn a_whole_day_can_be_missing() {
    assert!(matches!(meaning("Pacific/Apia", "2011-12-30T12:00"), Resolved::Gap { skipped: 86_400, .. }));
}

#[test]
fn an_unknown_zone_is_none() {
    assert_eq!(resolve(&Fake, "Mars/Olympus", local_input::parse("2026-01-01T00:00").unwrap()), None);
    assert_eq!(wall_clock(&Fake, "Mars/Olympus", 0), None);
}

proptest! {
    /// Any instant, converted to local time and back, is among the results, and the local time is never in a gap.
    #[test]
    fn round_trip(seconds in 1_704_067_200_i64..1_830_000_000, which in 0..3_usize) {
        let zone = ["UTC", "Europe/Berlin", "Australia/Lord_Howe"][which];
        let ms = seconds * 1000;
        let wall = wall_clock(&Fake, zone, ms).unwrap();
        match resolve(&Fake, zone, wall).unwrap() {
            Resolved::One(at) => prop_assert_eq!(at, ms),
            Resolved::Overlap { earlier, later } => {
                prop_assert!(earlier < later);
                prop_assert!(earlier == ms || later == ms);
            }
            gap @ Resolved::Gap { .. } => prop_assert!(false, "{:?}", gap),
        }
    }

    /// Both alternatives to a skipped time exist.
    #[test]
    fn alternatives_to_a_gap_exist(minute in 0..60_u32) {
        let wall = local_input::parse(&format!("2026-03-29T02:{minute:02}")).unwrap();
        let Resolved::Gap { before, after, .. } = resolve(&Fake, "Europe/Berlin", wall).unwrap() else {
            return Err(TestCaseError::fail("no gap"));
        };
        for at in [before, after] {
            let shown = wall_clock(&Fake, "Europe/Berlin", at).unwrap();
            prop_assert_eq!(resolve(&Fake, "Europe/Berlin", shown), Some(Resolved::One(at)));
        }
    }
}
