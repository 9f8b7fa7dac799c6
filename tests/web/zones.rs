//! Time zone rules of the browser: the values written by hand in native tests must equal those of `Intl`.

use headless_ops::time::intl::{Browser, Style, browser_zone, format_instant, is_zone, zone_names};
use headless_ops::time::local_input;
use headless_ops::time::zones::{Offsets, Resolved, resolve, wall_clock};
use wasm_bindgen_test::wasm_bindgen_test;

fn utc(text: &str) -> i64 {
    local_input::parse(text).unwrap().and_utc().timestamp_millis()
}

fn meaning(zone: &str, wall: &str) -> Option<Resolved> {
    resolve(&Browser, zone, local_input::parse(wall).unwrap())
}

fn gap(before: &str, transition: &str, after: &str, skipped: i32) -> Option<Resolved> {
    Some(Resolved::Gap { before: utc(before), after: utc(after), transition: utc(transition), skipped })
}

fn overlap(earlier: &str, later: &str) -> Option<Resolved> {
    Some(Resolved::Overlap { earlier: utc(earlier), later: utc(later) })
}

#[wasm_bindgen_test]
fn berlin_drops_an_hour_in_march_and_doubles_one_in_october() {
    let zone = "Europe/Berlin";
    assert_eq!(meaning(zone, "2026-03-29T01:59"), Some(Resolved::One(utc("2026-03-29T00:59"))));
    let dropped = gap("2026-03-29T00:30", "2026-03-29T01:00", "2026-03-29T01:30", 3600);
    assert_eq!(meaning(zone, "2026-03-29T02:30"), dropped);
    assert_eq!(meaning(zone, "2026-03-29T03:00"), Some(Resolved::One(utc("2026-03-29T01:00"))));
    assert_eq!(meaning(zone, "2026-10-25T02:30"), overlap("2026-10-25T00:30", "2026-10-25T01:30"));
    assert_eq!(meaning(zone, "2026-10-25T03:00"), Some(Resolved::One(utc("2026-10-25T02:00"))));
}

#[wasm_bindgen_test]
fn lord_howe_moves_by_half_an_hour() {
    let zone = "Australia/Lord_Howe";
    assert_eq!(meaning(zone, "2026-04-05T01:45"), overlap("2026-04-04T14:45", "2026-04-04T15:15"));
    let dropped = gap("2026-10-03T15:15", "2026-10-03T15:30", "2026-10-03T15:45", 1800);
    assert_eq!(meaning(zone, "2026-10-04T02:15"), dropped);
    assert_eq!(meaning(zone, "2026-10-04T02:30"), Some(Resolved::One(utc("2026-10-03T15:30"))));
}

#[wasm_bindgen_test]
fn samoa_left_out_a_whole_day() {
    let dropped = gap("2011-12-29T22:00", "2011-12-30T10:00", "2011-12-30T22:00", 86_400);
    assert_eq!(meaning("Pacific/Apia", "2011-12-30T12:00"), dropped);
}

#[wasm_bindgen_test]
fn a_wall_clock_and_its_instant_lead_to_each_other() {
    for zone in ["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Africa/Casablanca"] {
        let wall = wall_clock(&Browser, zone, utc("2026-06-10T12:00")).unwrap();
        assert_eq!(resolve(&Browser, zone, wall), Some(Resolved::One(utc("2026-06-10T12:00"))), "{zone}");
    }
    assert_eq!(Browser.offset_seconds("Asia/Kathmandu", 1_780_000_000_000), Some(20_700));
    assert_eq!(Browser.offset_seconds("Europe/Berlin", utc("1880-01-01T00:00")), Some(3208), "by the sun");
}

#[wasm_bindgen_test]
fn an_unknown_zone_is_an_answer_not_an_exception() {
    for zone in ["Mars/Olympus", "", "Europe/Berlin; DROP", "\u{0}"] {
        assert!(!is_zone(zone), "{zone:?}");
        assert_eq!(meaning(zone, "2026-03-29T02:30"), None, "{zone:?}");
    }
    // The second call is answered from the cache.
    assert_eq!(Browser.offset_seconds("Mars/Olympus", 0), None);
    let text = format_instant(utc("2026-01-16T02:00"), "Mars/Olympus", Style::Full);
    assert!(text.contains("02:00:00") && text.ends_with("UTC"), "{text}");
}

#[wasm_bindgen_test]
fn every_zone_on_offer_can_be_computed_with() {
    let names = zone_names();
    assert_eq!(names.iter().filter(|name| *name == "UTC").count(), 1);
    assert_eq!(names[0], "UTC");
    assert!(names.iter().any(|name| name == "Europe/Berlin"));
    let bad: Vec<_> = names.iter().filter(|name| !is_zone(name)).collect();
    assert!(bad.is_empty(), "{bad:?}");
    assert!(is_zone(&browser_zone()));
}

#[wasm_bindgen_test]
fn midnight_is_written_as_nought() {
    let text = format_instant(utc("2026-01-15T23:00"), "Europe/Berlin", Style::Clock);
    assert_eq!(text, "00:00:00");
}
