//! The store takes decoded rows: it counts new ones, keeps unreadable ones once, and notifies nobody before a change is announced.

use headless_ops::sync::{ListRow, PagePosition, SharedStore};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wire::{Unreadable, decode_page};

/// The rows as shown, the number of new ones, and whether anything changed.
fn take(store: SharedStore, rows: &Value, place: Option<PagePosition>) -> (Vec<ListRow>, usize, bool) {
    let page = decode_page(rows.to_string().as_bytes()).unwrap();
    let taken = store.take_in(&page.rows, place);
    (taken.rows, taken.added, taken.changed)
}

/// The first page of a list of `count` rows.
fn start(count: u64) -> Option<PagePosition> {
    Some(PagePosition { offset: 0, count: Some(count) })
}

fn row(id: &str, status: &str) -> Value {
    json!({"id": id, "device_id": "dev-1", "operation_type": "set", "status": status,
        "scheduled_at": "2026-01-16T02:00:00Z", "progress_percentage": 40,
        "operation_data": {"a": [1]}, "tenant": "north"})
}

fn unreadable(store: SharedStore) -> Vec<Unreadable> {
    store.unreadable().get_untracked()
}

#[wasm_bindgen_test]
fn new_changed_and_same_rows_are_told_apart() {
    let store = SharedStore::new();
    let both = json!([row("1", "scheduled"), row("2", "scheduled")]);
    let (rows, added, changed) = take(store, &both, start(2));
    assert_eq!((rows.len(), added, changed), (2, 2, true));
    assert_eq!(take(store, &both, start(2)), (rows.clone(), 0, false), "the same rows keep their names");
    let moved = take(store, &json!([row("2", "failed")]), None);
    assert_eq!(moved, (rows[1..].to_vec(), 0, true));
    assert_eq!(store.peek(|known| known.count()), 2);
}

#[wasm_bindgen_test]
fn every_value_arrives() {
    let store = SharedStore::new();
    let (rows, ..) = take(store, &json!([row("1", "scheduled")]), None);
    let [ListRow::Known(id)] = rows[..] else { panic!("{rows:?}") };
    store.peek(|history| {
        let row = history.row(id);
        assert_eq!((row.id, row.device_id, row.operation_type), ("1", "dev-1", "set"));
        assert_eq!((row.status, row.progress), ("scheduled", Some(40.0)));
        assert_eq!((row.scheduled_at, row.started_at), (Some(1_768_528_800_000), None));
        assert_eq!((row.data, row.extra), (r#"{"a":[1]}"#, r#"{"tenant":"north"}"#));
    });
}

#[wasm_bindgen_test]
fn what_cannot_be_read_keeps_its_place_and_is_kept_once() {
    let store = SharedStore::new();
    let page = json!([row("1", "scheduled"), {"device_id": "no id"}, 7, row("2", "failed")]);
    let (rows, added, _) = take(store, &page, start(4));
    assert!(
        matches!(
            rows[..],
            [ListRow::Known(_), ListRow::Unreadable(_), ListRow::Unreadable(_), ListRow::Known(_)]
        ),
        "{rows:?}"
    );
    assert_eq!((added, unreadable(store).len()), (2, 2));
    assert_eq!(take(store, &page, start(4)), (rows, 0, false), "shown each time");
    let raws: Vec<_> = unreadable(store).into_iter().map(|row| row.raw).collect();
    assert_eq!(raws, [r#"{"device_id":"no id"}"#, "7"], "counted once");
    take(store, &json!([8]), None);
    assert_eq!(unreadable(store).len(), 3);
}

#[wasm_bindgen_test]
fn nobody_is_told_before_it_is_announced() {
    let owner = Owner::new();
    owner.with(|| {
        let store = SharedStore::new();
        let known = Memo::new(move |_| store.read(|known| known.count()));
        assert_eq!(known.get_untracked(), 0);
        take(store, &json!([row("1", "scheduled")]), None);
        assert_eq!(known.get_untracked(), 0, "a page is drawn once, not once a row");
        store.announce();
        assert_eq!(known.get_untracked(), 1);
    });
}

#[wasm_bindgen_test]
fn forgetting_leaves_nothing_and_tells_everybody() {
    let owner = Owner::new();
    owner.with(|| {
        let store = SharedStore::new();
        take(store, &json!([row("1", "scheduled"), null]), None);
        let known = Memo::new(move |_| store.read(|known| known.count()));
        assert_eq!((known.get_untracked(), unreadable(store).len()), (1, 1));
        store.clear();
        assert_eq!((known.get_untracked(), unreadable(store).len()), (0, 0));
    });
}
