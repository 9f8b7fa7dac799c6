//! Property tests with hostile input: nothing panics, and well-formed input gives the same result as a simple walk over the JSON.

use proptest::prelude::*;
use serde_json::{Map, Value};
use wire::{
    ApiError, Operation, Page, Row, Timestamp, decode_created, decode_devices, decode_page, decode_request,
};

use crate::fixture;

/// Calls every decoder. Returns the page, if it is one.
fn read_all(bytes: &[u8]) -> Option<Page> {
    let _ = decode_created(bytes).map_err(|error| error.to_string());
    let _ = decode_devices(bytes);
    let _ = decode_request(bytes);
    for (status, kind) in [(400, None), (500, Some("text/html"))] {
        let error = ApiError::from_response(status, kind, bytes);
        assert!(!error.message.trim().is_empty());
        assert!(error.message.chars().count() <= 500);
        for field in &error.fields {
            assert!(!field.path.is_empty() && !field.message.is_empty());
        }
    }
    let page = decode_page(bytes).ok()?;
    for row in &page.rows {
        if let Row::Operation(row) = row {
            check(row);
        }
    }
    Some(page)
}

fn check(row: &Operation) {
    assert!(!row.id.trim().is_empty());
    assert!(!row.status.is_empty() && !row.operation_type.is_empty());
    assert!(row.progress.is_none_or(|percent| (0.0..=100.0).contains(&percent)));
    // A value that the parser rejects is kept as text, which may be valid where the value wasn't.
    if row.problems.is_empty() {
        let again = Operation::from_json(&row.to_value().to_string()).unwrap();
        assert_eq!((&again.id, &again.status, again.scheduled_at), (&row.id, &row.status, row.scheduled_at));
    }
}

/// Arbitrary JSON with the names and values that the decoders use.
pub(crate) fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "2024-01-15T10:00:00Z",
            "65%",
            "{\"a\":1}",
            "{",
            "<p>x</p>",
            "data",
            "1e999",
            " ",
            "\u{0}"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "results",
        "count",
        "next",
        "id",
        "device_id",
        "device_ids",
        "operation_type",
        "status",
        "scheduled_at",
        "progress_percentage",
        "operation_data",
        "parameters",
        "target_devices",
        "detail",
        "loc",
        "msg",
        "errors",
        "error",
        "message",
        "field",
        "source",
        "pointer",
        "data",
        "body",
        "0",
        "notification_settings",
        "site",
        "request_id",
        "$serde_json::private::RawValue",
        "$serde_json::private::Number",
    ];
    prop_oneof![4 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

/// Removes or replaces the value at `path`.
pub(crate) fn mutate(value: &mut Value, path: &[usize], with: &Option<Value>) {
    let Some((first, rest)) = path.split_first() else {
        *value = with.clone().unwrap_or(Value::Null);
        return;
    };
    match value {
        Value::Object(map) if !map.is_empty() => {
            let key = map.keys().nth(first % map.len()).unwrap().clone();
            match (rest.is_empty(), with) {
                (true, None) => drop(map.shift_remove(&key)),
                _ => mutate(map.get_mut(&key).unwrap(), rest, with),
            }
        }
        Value::Array(list) if !list.is_empty() => {
            let index = first % list.len();
            match (rest.is_empty(), with) {
                (true, None) => drop(list.remove(index)),
                _ => mutate(&mut list[index], rest, with),
            }
        }
        _ => mutate(value, &[], with),
    }
}

pub(crate) const FIXTURES: [&[u8]; 7] = [
    fixture!("list-current.json"),
    fixture!("list-previous.json"),
    fixture!("post-current.json"),
    fixture!("post-config-sync.json"),
    fixture!("created-current.json"),
    fixture!("post-previous.json"),
    fixture!("created-previous.json"),
];

fn opt_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of("\\PC{0,6}[a-z]")
}

prop_compose! {
    /// A row that follows the API page exactly, plus unknown fields.
    pub(crate) fn row()(
        id in "[0-9]{1,8}", kind in "[a-z_]{1,9}", device in "DEV-[0-9]{1,4}", device_name in opt_text(), serial in opt_text(),
        status in "[a-z_]{1,9}", times in prop::collection::vec(prop::option::of(0i64..4_000_000_000_000), 5),
        progress in prop::option::of(0u8..=100), data in prop::option::of(prop::collection::hash_map("[a-z]{1,5}", any::<i32>(), 0..4)),
        unknown in prop::collection::hash_map("x_[a-z]{1,5}", any::<bool>(), 0..3), previous: bool,
    ) -> Value {
        let time = |index: usize| times[index].map(|ms| Value::from(Timestamp(ms).to_iso())).unwrap_or_default();
        let mut map = Map::new();
        for (name, value) in [
            ("id", Value::from(id)), ("operation_type", Value::from(kind)), ("device_id", Value::from(device)),
            ("status", Value::from(status)), ("scheduled_at", time(0)), ("created_at", time(1)), ("updated_at", time(2)),
        ] {
            map.insert(name.into(), value);
        }
        let data = data.map(|data| Value::Object(data.into_iter().map(|(name, value)| (name, value.into())).collect()));
        if previous {
            map.insert("parameters".into(), data.unwrap_or_default());
        } else {
            map.insert("operation_data".into(), data.unwrap_or_default());
            map.insert("device_name".into(), device_name.into());
            map.insert("device_serial".into(), serial.into());
            map.insert("started_at".into(), time(3));
            map.insert("completed_at".into(), time(4));
            map.insert("progress_percentage".into(), progress.into());
        }
        map.extend(unknown.into_iter().map(|(name, value)| (name, Value::from(value))));
        Value::Object(map)
    }
}

/// Rows with different ids: one with the key of an earlier row isn't read.
fn rows(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(row(), size).prop_map(|mut rows| {
        for (at, row) in rows.iter_mut().enumerate() {
            let id = format!("{at}{}", row["id"].as_str().unwrap_or_default());
            row["id"] = Value::from(id);
        }
        rows
    })
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}\":,0-9a-z<>/ \\\\]{0,80}") {
        read_all(&bytes);
        read_all(text.as_bytes());
    }

    #[test]
    fn any_json(value in json(), extra in json()) {
        let text = value.to_string();
        read_all(text.as_bytes());
        read_all(format!("{{\"count\":{extra},\"results\":[{text},{extra}]}}").as_bytes());
        let _ = Operation::from_json(&format!("{{\"id\":1,\"operation_data\":{text},\"id\":2,\"progress_percentage\":{extra}}}"));
    }

    #[test]
    fn mutated_bodies(
        which in 0..FIXTURES.len(), path in prop::collection::vec(0usize..16, 0..5), with in prop::option::of(json()),
        cut: prop::sample::Index, flip: u8,
    ) {
        let mut value: Value = serde_json::from_slice(FIXTURES[which]).unwrap();
        mutate(&mut value, &path, &with);
        let mut bytes = value.to_string().into_bytes();
        read_all(&bytes);
        if !bytes.is_empty() {
            let at = cut.index(bytes.len());
            bytes[at] ^= flip;
            read_all(&bytes);
            bytes.truncate(at);
            read_all(&bytes);
        }
    }

    #[test]
    fn a_bad_row_loses_no_other(rows in rows(1..5), at: prop::sample::Index, bad in json()) {
        let at = at.index(rows.len());
        let good = read_all(Value::from(rows.clone()).to_string().as_bytes()).unwrap();
        let mut rows = rows;
        rows[at] = bad;
        let mixed = read_all(Value::from(rows).to_string().as_bytes()).unwrap();
        prop_assert_eq!(mixed.rows.len(), good.rows.len());
        for (index, (mixed, good)) in mixed.rows.iter().zip(&good.rows).enumerate() {
            prop_assert!(index == at || mixed == good);
        }
    }

    #[test]
    fn well_formed_rows_match_a_plain_reader(rows in rows(0..6), count: u32) {
        let text = serde_json::json!({"count": count, "next": null, "previous": null, "results": rows}).to_string();
        let page = decode_page(text.as_bytes()).unwrap();
        prop_assert_eq!(page.count, Some(u64::from(count)));
        prop_assert_eq!(page.rows.len(), rows.len());
        for (read, sent) in page.rows.iter().zip(&rows) {
            let Row::Operation(read) = read else { panic!("{read:?}") };
            let text = |name: &str| sent.get(name).and_then(Value::as_str);
            let time = |name: &str| text(name).map(|text| Timestamp::parse(text).unwrap());
            prop_assert_eq!(Some(read.id.as_str()), text("id"));
            prop_assert_eq!(Some(read.operation_type.as_str()), text("operation_type"));
            prop_assert_eq!(Some(read.device_id.as_str()), text("device_id"));
            prop_assert_eq!(Some(read.status.as_str()), text("status"));
            prop_assert_eq!(read.device_name.as_deref(), text("device_name"));
            prop_assert_eq!(read.device_serial.as_deref(), text("device_serial"));
            prop_assert_eq!(read.scheduled_at, time("scheduled_at"));
            prop_assert_eq!(read.started_at, time("started_at"));
            prop_assert_eq!(read.completed_at, time("completed_at"));
            prop_assert_eq!(read.created_at, time("created_at"));
            prop_assert_eq!(read.updated_at, time("updated_at"));
            prop_assert_eq!(read.progress.map(f64::from), sent.get("progress_percentage").and_then(Value::as_f64));
            let data = sent.get("operation_data").or(sent.get("parameters")).filter(|data| !data.is_null());
            prop_assert_eq!(read.operation_data.as_ref(), data);
            let unknown = sent.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("x_"));
            let unknown: Map<String, Value> = unknown.map(|(name, value)| (name.clone(), value.clone())).collect();
            prop_assert_eq!(&read.extra, &unknown);
            prop_assert!(read.problems.is_empty());
            let again = Operation::from_json(&read.to_value().to_string()).unwrap();
            let revision = again.revision;
            prop_assert_eq!(&again, &Operation { revision, source: again.source.clone(), ..read.clone() });
        }
    }
}

#[test]
fn deep_nesting() {
    for open in ["[", "{\"a\":", "{\"results\":[", "{\"detail\":", "{\"data\":\""] {
        read_all(open.repeat(100_000).as_bytes());
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    read_all(deep.as_bytes());
    read_all(format!("{{\"detail\": {deep}, \"results\": [{deep}]}}").as_bytes());
    read_all(format!("{{\"errors\": {}}}", "{\"a\":".repeat(120) + "\"x\"" + &"}".repeat(120)).as_bytes());
}
