//! A time is shown as a relative text, with the absolute time and zone for everyone who needs it.

use headless_ops::time::{TimeText, now_ms, provide_zone, set_server_skew};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

/// 2026-01-16T02:00:00Z.
const AT: i64 = 1_768_528_800_000;
const HOUR: i64 = 3_600_000;

async fn in_zone(ms: RwSignal<Option<i64>>, zone: RwSignal<String>) -> Page {
    Page::mount(move || {
        provide_zone(zone.into());
        view! { <TimeText ms /> }
    })
    .await
}

#[wasm_bindgen_test]
async fn says_the_moment_to_machines_and_in_the_zone_asked_for_to_people() {
    let zone = RwSignal::new("Europe/Berlin".to_owned());
    let page = in_zone(RwSignal::new(Some(AT)), zone).await;
    for (name, time) in [
        ("Europe/Berlin", "03:00:00"),
        ("Asia/Kolkata", "07:30:00"),
        ("America/New_York", "21:00:00"),
        ("UTC", "02:00:00"),
    ] {
        zone.set(name.to_owned());
        settle().await;
        let title = page.attr("time", "title").unwrap();
        let day = if name == "America/New_York" { "15 Jan 2026" } else { "16 Jan 2026" };
        assert!(title.contains(time) && title.contains(day), "{title}");
        assert!(title.ends_with(&format!("({name})")), "{title}");
        assert_eq!(page.text(".visually-hidden"), format!(", {title}"));
        assert_eq!(page.attr("time", "datetime").as_deref(), Some("2026-01-16T02:00:00Z"), "in any zone");
    }
}

#[wasm_bindgen_test]
async fn an_unknown_zone_never_gives_a_time_without_its_zone() {
    let own = headless_ops::time::intl::browser_zone();
    let page = in_zone(RwSignal::new(Some(AT)), RwSignal::new("Mars/Olympus".to_owned())).await;
    let title = page.attr("time", "title").unwrap();
    assert!(title.ends_with(&format!("({own})")), "{title}");
}

#[wasm_bindgen_test]
async fn sight_has_the_distance() {
    let ms = RwSignal::new(Some(now_ms() - 3 * HOUR - 1000));
    let page = in_zone(ms, RwSignal::new("UTC".to_owned())).await;
    assert!(page.text("time").starts_with("3 h ago, "), "{}", page.text("time"));
    ms.set(Some(now_ms() + 3 * HOUR + 60_000));
    settle().await;
    assert!(page.text("time").starts_with("in 3 h, "), "{}", page.text("time"));
}

#[wasm_bindgen_test]
async fn none_is_a_dash_and_no_moment() {
    let ms = RwSignal::new(None);
    let page = in_zone(ms, RwSignal::new("UTC".to_owned())).await;
    assert!(page.all("time").is_empty());
    assert_eq!(page.text(".time--none"), "–");
    ms.set(Some(AT));
    settle().await;
    assert_eq!(page.attr("time", "datetime").as_deref(), Some("2026-01-16T02:00:00Z"));
}

#[wasm_bindgen_test]
async fn what_is_past_the_servers_clock_says_not_this_computers() {
    let page = in_zone(RwSignal::new(Some(now_ms() + 10 * 60_000)), RwSignal::new("UTC".to_owned())).await;
    assert!(page.text("time").starts_with("in "), "{}", page.text("time"));
    set_server_skew(Some(HOUR as f64));
    settle().await;
    assert!(page.text("time").contains(" min ago"), "{}", page.text("time"));
    set_server_skew(Some(900.0));
    settle().await;
    assert!(page.text("time").starts_with("in "), "an answer's way is no difference: {}", page.text("time"));
}
