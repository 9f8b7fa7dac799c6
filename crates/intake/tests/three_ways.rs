//! Decoding to values and upserting, reading from bytes, and using a batch give the same history.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use history::{Change, History, Observation, Query, RowId, RowView, TimeField};
use intake::{encode_batch, take_page};
use proptest::prelude::*;
use serde_json::{Value, json};
use wire::{Operation, Row, Timestamp, decode_page};

/// The reference: decodes to values, as the app does for a page.
fn by_values(history: &mut History, bytes: &[u8], offset: Option<u32>) -> Option<(Vec<RowId>, usize, usize)> {
    let page = decode_page(bytes).ok()?;
    if let (Some(_), Some(count)) = (offset, page.count.and_then(|count| u32::try_from(count).ok())) {
        history.begin_page(count);
    }
    let (mut added, mut changed) = (0, 0);
    let rows = page.rows.iter().enumerate().map(|(index, row)| match row {
        Row::Unreadable(_) => RowId::NONE,
        Row::Operation(operation) => {
            let upsert = upsert(history, offset.map(|offset| offset + index as u32), operation);
            added += usize::from(upsert.change == Change::Added);
            changed += usize::from(upsert.change == Change::Changed);
            upsert.row
        }
    });
    let rows = rows.collect();
    history.end_page();
    Some((rows, added, changed))
}

fn upsert(history: &mut History, rank: Option<u32>, operation: &Operation) -> history::Upsert {
    let ms = |at: Option<Timestamp>| at.map(|at| at.0);
    let observation = Observation {
        id: &operation.id,
        device_id: &operation.device_id,
        operation_type: &operation.operation_type,
        status: &operation.status,
        device_name: operation.device_name.as_deref(),
        device_serial: operation.device_serial.as_deref(),
        scheduled_at: ms(operation.scheduled_at),
        started_at: ms(operation.started_at),
        completed_at: ms(operation.completed_at),
        created_at: ms(operation.created_at),
        updated_at: ms(operation.updated_at),
        progress: operation.progress,
        priority: operation.priority.as_deref(),
        data: &operation.data,
        extra: &operation.extra_text,
    };
    history.upsert(rank, &observation)
}

fn described(row: RowView<'_>) -> String {
    use TimeField::{Completed, Created, Scheduled, Started, Updated};
    let times = [Scheduled, Started, Completed, Created, Updated].map(|field| row.time(field));
    let named = (row.device_name(), row.device_serial(), row.priority(), row.progress());
    let texts = [row.id(), row.device_id(), row.operation_type(), row.status(), row.data(), row.extra()];
    format!("{texts:?} {named:?} {times:?}")
}

fn same(pages: &[(String, Option<u32>)]) {
    let mut histories = [History::new(), History::new(), History::new()];
    let [plain, direct, carried] = &mut histories;
    for (page, offset) in pages {
        let expected = by_values(plain, page.as_bytes(), *offset);
        let taken = take_page(direct, page.as_bytes(), *offset).ok();
        let batch = encode_batch(page.as_bytes()).ok();
        assert_eq!(batch.map(|batch| carried.take_batch(&batch, *offset).unwrap()), taken);
        assert_eq!(taken.map(|taken| (taken.rows, taken.added, taken.changed)), expected);
    }
    let rows = histories.each_mut().map(|history| history.select(&Query::default()).rows().to_vec());
    assert!(rows[0] == rows[1] && rows[0] == rows[2]);
    for row in &rows[0] {
        let [plain, direct, carried] = histories.each_ref().map(|history| described(history.row(*row)));
        assert_eq!(plain, direct);
        assert_eq!(plain, carried);
    }
}

fn row() -> impl Strategy<Value = Value> {
    let time =
        prop::option::of(0..50i64).prop_map(|s| s.map(|s| Timestamp(1_705_312_800_000 + s * 1000).to_iso()));
    let value = prop_oneof![
        Just(Value::Null),
        Just(json!({"a": 1.5, "b": ["x", {}]})),
        Just(json!("{\"in\": \"text\"}")),
        Just(json!([1, "\u{e9}\n"])),
        any::<f64>().prop_map(Value::from),
        "[a-z ]{0,4}".prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "status",
        "operation_type",
        "operation_data",
        "parameters",
        "progress_percentage",
        "device_name",
        "priority",
        "tenant",
        "device_ids",
        "device_serial",
    ]);
    let rest = prop::collection::vec((name, value), 0..5);
    (0..12u32, 0..3u32, time.clone(), time, rest).prop_map(|(id, device, created, updated, rest)| {
        let mut row = json!({"id": format!("op_{id}"), "device_id": device, "created_at": created, "updated_at": updated});
        for (name, value) in rest {
            row[name] = value;
        }
        row
    })
}

proptest! {
    #[test]
    fn any_pages(
        pages in prop::collection::vec((prop::collection::vec(row(), 0..8), prop::option::of(0..30u32), prop::option::of(0..40u64), any::<bool>()), 1..5),
        broken in "[\\[\\]{}\":,0-9a-z ]{0,20}",
    ) {
        let mut pages: Vec<_> = pages
            .into_iter()
            .map(|(rows, offset, count, spaced)| {
                let page = json!({"count": count, "next": "u", "previous": null, "results": rows});
                (if spaced { format!("{page:#}") } else { page.to_string() }, offset)
            })
            .collect();
        pages.push((format!("{{\"results\": [{{\"id\": \"x\"}}, {broken}]}}"), Some(3)));
        pages.push((broken, None));
        same(&pages);
    }
}

#[test]
fn the_bodies_of_the_api_page() {
    let current = include_str!("../../../tests/fixtures/list-current.json").to_owned();
    let previous = include_str!("../../../tests/fixtures/list-previous.json").to_owned();
    same(&[(current.clone(), Some(0)), (previous, Some(2)), (current, None)]);
}

#[test]
fn unreadable_rows_are_kept() {
    let batch = encode_batch(br#"{"count": 3, "next": "u", "results": [{"id": 1}, 17, {"id": 2}]}"#).unwrap();
    let taken = History::new().take_batch(&batch, Some(0)).unwrap();
    assert_eq!((taken.rows, taken.count, taken.more), (vec![RowId(0), RowId::NONE, RowId(1)], Some(3), true));
    assert_eq!((taken.unreadable[0].index, taken.unreadable[0].raw.as_str()), (1, "17"));
    assert!(taken.unreadable[0].why.contains("not a readable object"));
    assert!(encode_batch(b"<html></html>").is_err());
}
