//! Rows as texts equal rows as values, exactly.

use proptest::prelude::*;
use serde_json::Value;
use wire::{DecodeError, DecodedRow, Page, PageHead, PageSink, Row, RowTexts, decode_page, each_row};

use crate::fixture;
use crate::hostile::{FIXTURES, json, mutate, row};

#[derive(Default)]
struct All(Vec<PageHead>, Vec<DecodedRow<'static>>);

impl PageSink for All {
    fn head(&mut self, head: &PageHead, _: usize) {
        self.0.push(head.clone());
    }
    fn row(&mut self, row: DecodedRow<'_>) {
        self.1.push(match row {
            DecodedRow::Unreadable(row) => DecodedRow::Unreadable(row),
            DecodedRow::Texts(row) => {
                let owned = |text: std::borrow::Cow<'_, str>| text.into_owned().into();
                DecodedRow::Texts(RowTexts {
                    id: owned(row.id),
                    operation_type: owned(row.operation_type),
                    device_id: owned(row.device_id),
                    device_name: row.device_name.map(owned),
                    device_serial: row.device_serial.map(owned),
                    status: owned(row.status),
                    priority: row.priority.map(owned),
                    data: owned(row.data),
                    extra: owned(row.extra),
                    scheduled_at: row.scheduled_at,
                    started_at: row.started_at,
                    completed_at: row.completed_at,
                    created_at: row.created_at,
                    updated_at: row.updated_at,
                    progress: row.progress,
                })
            }
        });
    }
}

fn by_values(bytes: &[u8]) -> Result<(Vec<PageHead>, Vec<DecodedRow<'static>>), DecodeError> {
    let Page { count, next, previous, rows } = decode_page(bytes)?;
    let rows = rows.into_iter().map(|row| match row {
        Row::Operation(row) => DecodedRow::Texts(RowTexts::from(&row)),
        Row::Unreadable(row) => DecodedRow::Unreadable(row),
    });
    Ok((vec![PageHead { count, next, previous }], rows.collect()))
}

fn same(bytes: &[u8]) {
    let mut all = All::default();
    let texts = each_row(bytes, &mut all).map(|()| (all.0, all.1));
    assert_eq!(texts, by_values(bytes), "{}", String::from_utf8_lossy(bytes));
}

/// Writes the same value in another valid form: with spaces, escapes or fractions.
fn dress(text: &str, how: u8) -> String {
    match how % 5 {
        0 => text.to_owned(),
        1 => text.replace("\":", "\": ").replace(",\"", ", \""),
        2 => text.replace("\":", "\" :\n\t").replace('}', " }").replace('[', "[ "),
        3 => text.replace("e\"", "\\u0065\"").replace('-', "\\u002d").replace("a\":", "\\u0061\":"),
        _ => text.replace(":1", ":1.50e1").replace(":2", ":-2.0").replace("true", "\"a\\/b\\n\""),
    }
}

const ODD: [&str; 42] = [
    r#"{"id": "1", "id": "2"}"#,
    r#"{"id": 1.0}"#,
    r#"{"id": -0}"#,
    r#"{"id": 12345678901234567890}"#,
    r#"{"id": " x "}"#,
    r#"{"id": true}"#,
    r#"{"id": 1, "device_ids": ["D"]}"#,
    r#"{"id": 1, "device_id": "", "x": 1}"#,
    r#"{"id": 1, "operation_data": "{\"a\":1}"}"#,
    r#"{"id": 1, "operation_data": "{"}"#,
    r#"{"id": 1, "parameters": {"a": 1}, "operation_data": null}"#,
    r#"{"id": 1, "parameters": null, "operation_data": {"b": 2}}"#,
    r#"{"id": 1, "parameters": []}"#,
    r#"{"id": 1, "operation_data": {"a": 1, "a": 2}}"#,
    r#"{"id": 1, "operation_data": {"$serde_json::private::RawValue": "[1, 2]"}}"#,
    r#"{"id": 1, "status": " a "}"#,
    r#"{"id": 1, "x": 1, "x": 2}"#,
    r#"{"id": 1, "x\u0031": 1}"#,
    r#"{"id": 1, "progress_percentage": 33.3}"#,
    r#"{"id": 1, "progress_percentage": 1e2}"#,
    r#"{"id": 1, "progress_percentage": "65%"}"#,
    r#"{"id": 1, "progress_percentage": -0.0}"#,
    r#"{"id": 1, "progress_percentage": 101}"#,
    r#"{"id": 1, "status": ""}"#,
    r#"{"id": 1, "device_name": "Caf\u00e9 \ud83d\ude00"}"#,
    r#"{"id": 1, "device_name": "\ud800"}"#,
    r#"{"id": 1, "operation_data": {"a": [1.10, 1E5, -0, 0.0, 1e-7, 123456789012345678901]}}"#,
    r#"{"id": 1, "operation_data": {"a": "\u0001\u007f\/\"\\"}}"#,
    r#"{"id": 1, "operation_data": 1e999}"#,
    r#"{"id": 1, "scheduled_at": 5}"#,
    r#"{"id": 1, "scheduled_at": "2024-01-15"}"#,
    r#"{"id": 1, "operation_data": {"": {}, "b": [], "c": [[], {}, { }, [ ]]}}"#,
    r#"{"id":1,"operation_data":false}"#,
    r#"{"id":"1","status":null,"operation_type":7}"#,
    r#"{}"#,
    r#"[]"#,
    r#"5"#,
    r#"null"#,
    r#""x""#,
    r#"{"id": 1, "operation_data": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"#,
    r#"{"id": 1, "device_id": 1.5}"#,
    r#"{"id": 1, "device_id": {"a": 1}, "$x": 1}"#,
];

#[test]
fn odd_rows() {
    for row in ODD {
        let page = format!("{{\"count\": 2, \"results\": [{row}, {row}]}}");
        assert_eq!(decode_page(page.as_bytes()).unwrap().rows.len(), 2);
        same(page.as_bytes());
        same(row.as_bytes());
    }
    for rest in [
        "",
        ", \"results\": 5",
        ", \"results\": null",
        ", \"count\": 3",
        ", \"next\": 1",
        ", \"x\": {\"results\": []}",
        ", \"previous\": \" \", \"next\": \"u\"",
    ] {
        same(
            format!("{{\"count\": \"7\", \"results\": [{{\"id\": 1}}, 17, {{\"id\": null}}]{rest}}}")
                .as_bytes(),
        );
    }
    same(b"{\"results\": [{\"id\": 1, \"device_name\": \"Caf\xe9\"}]}");
    same(br#"{"count": 0, "next": null, "previous": null, "results": null}"#);
    same(b"\xef\xbb\xbf {\"results\": [{\"id\": 1}]}");
    same(fixture!("list-current.json"));
    same(fixture!("list-previous.json"));
}

proptest! {
    #[test]
    fn any_page(rows in prop::collection::vec((row(), any::<u8>()), 0..5), bad in prop::option::of(json()), count in json()) {
        let mut rows: Vec<String> = rows.into_iter().map(|(row, how)| dress(&row.to_string(), how)).collect();
        rows.extend(bad.map(|bad| bad.to_string()));
        let rows = rows.join(", ");
        same(format!("{{\"count\":{count},\"results\":[{rows}],\"next\":null}}").as_bytes());
        same(format!("[{rows}]").as_bytes());
        same(rows.as_bytes());
    }

    #[test]
    fn mutated_pages(
        which in 0..2usize, changes in prop::collection::vec((prop::collection::vec(0usize..16, 0..5), prop::option::of(json())), 1..4),
        how: u8, cut: prop::sample::Index, flip: u8,
    ) {
        let mut value: Value = serde_json::from_slice(FIXTURES[which]).unwrap();
        changes.iter().for_each(|(path, with)| mutate(&mut value, path, with));
        let mut bytes = dress(&value.to_string(), how).into_bytes();
        same(&bytes);
        let at = cut.index(bytes.len());
        bytes[at] ^= flip;
        same(&bytes);
        bytes.truncate(at);
        same(&bytes);
    }

    #[test]
    fn any_row(name in "[a-z_$]{0,8}", value in json(), how: u8) {
        let value = dress(&value.to_string(), how);
        for field in ["operation_data", "parameters", "id", "status", "device_id", "progress_percentage", "scheduled_at", &name] {
            same(format!("{{\"results\":[{{\"id\":7,\"{field}\":{value}}},{{\"{field}\":{value},\"id\":7,\"x\":{value}}}]}}").as_bytes());
        }
    }
}
