//! Rows as real servers send them: loose types, unusual wrappings, invalid neighbours.

use serde_json::{Value, json};
use wire::{DecodeErrorKind, Operation, Revision, Row, Timestamp, decode_page};

fn read(row: Value) -> Operation {
    Operation::from_json(&row.to_string()).unwrap()
}

#[test]
fn types_may_be_loose() {
    let row = read(
        json!({"id": 12345, "device_id": 7, "device_name": 42, "progress_percentage": "65", "priority": 2,
        "status": " Paused_By_Site ", "operation_type": "set", "scheduled_at": "2024-01-15 10:00:00+00:00",
        "operation_data": "{\"a\": [1]}", "created_at": ""}),
    );
    assert_eq!(
        (row.id.as_str(), row.device_id.as_str(), row.device_name.as_deref()),
        ("12345", "7", Some("42"))
    );
    assert_eq!((row.status.as_str(), row.operation_type.as_str()), ("Paused_By_Site", "set"));
    assert_eq!((row.progress, row.priority.as_deref()), (Some(65.0), Some("2")));
    assert_eq!(row.scheduled_at, Timestamp::parse("2024-01-15T10:00:00Z"));
    assert_eq!(row.operation_data, Some(json!({"a": [1]})));
    assert!(row.problems.is_empty() && row.extra.is_empty(), "{row:?}");
}

#[test]
fn what_is_missing_is_absent() {
    let row = read(json!({"id": "1"}));
    assert_eq!(
        (row.status.as_str(), row.operation_type.as_str(), row.device_id.as_str()),
        ("unknown", "unknown", "")
    );
    assert_eq!((row.scheduled_at, row.progress, row.operation_data), (None, None, None));
    assert!(row.problems.is_empty());
}

#[test]
fn what_cannot_be_read_is_kept_and_reported() {
    let row =
        read(json!({"id": "1", "scheduled_at": "tonight", "updated_at": 1705312800, "device_name": {"a": 1},
        "progress_percentage": "half", "tenant": [1, null]}));
    assert_eq!(row.scheduled_at, None);
    assert_eq!(row.problems.len(), 4, "{:?}", row.problems);
    assert!(row.problems[0].contains("scheduled_at") && row.problems[0].contains("tonight"));
    let kept = json!({"scheduled_at": "tonight", "updated_at": 1705312800, "device_name": {"a": 1},
        "progress_percentage": "half", "tenant": [1, null]});
    assert_eq!(Value::Object(row.extra.clone()), kept);
    assert_eq!(row.to_value()["scheduled_at"], "tonight");
}

#[test]
fn values_that_the_parser_rejects_are_kept_as_text() {
    let row = Operation::from_json(r#"{"id": "1", "status": 1e999, "device_name": "\udc00", "x": [1e999]}"#)
        .unwrap();
    assert_eq!((row.status.as_str(), row.device_name, row.problems.len()), ("unknown", None, 3));
    let kept = json!({"status": "1e999", "device_name": "\"\\udc00\"", "x": "[1e999]"});
    assert_eq!(Value::Object(row.extra), kept);
}

#[test]
fn progress_is_always_a_percentage() {
    for (sent, read_as) in [
        (json!(0), Some(0.0)),
        (json!(33.3), Some(33.3)),
        (json!("65%"), Some(65.0)),
        (json!(100.0), Some(100.0)),
        (json!(-5), Some(0.0)),
        (json!("250"), Some(100.0)),
        (json!("NaN"), None),
        (json!("inf"), None),
        (json!(true), None),
        (json!(null), None),
        (json!(""), None),
    ] {
        assert_eq!(read(json!({"id": 1, "progress_percentage": sent})).progress, read_as, "{sent}");
    }
    let outside = read(json!({"id": 1, "progress_percentage": 250}));
    assert_eq!(outside.extra["progress_percentage"], 250);
    assert_eq!(outside.to_value()["progress_percentage"], 250);
    assert_eq!(
        read(json!({"id": 1, "progress_percentage": 33.3})).to_value()["progress_percentage"],
        json!(33.3)
    );
    assert_eq!(
        read(json!({"id": 1, "progress_percentage": 65.0})).to_value()["progress_percentage"],
        json!(65)
    );
}

#[test]
fn parameters_replace_missing_operation_data() {
    let row = read(json!({"id": "1", "parameters": {"a": 1}}));
    assert_eq!((row.operation_data, row.revision), (Some(json!({"a": 1})), Revision::Previous));
    let row = read(json!({"id": "1", "operation_data": null, "parameters": {"a": 1}}));
    assert_eq!((row.operation_data, row.revision), (Some(json!({"a": 1})), Revision::Previous));
    let row = read(json!({"id": "op_1", "operation_data": {"b": 2}, "parameters": {"a": 1}}));
    assert_eq!((&row.operation_data, row.revision), (&Some(json!({"b": 2})), Revision::Current));
    assert_eq!(row.extra["parameters"], json!({"a": 1}));
    assert_eq!(read(json!({"id": "op_1"})).revision, Revision::Previous);
    assert_eq!(read(json!({"id": "op_1", "started_at": null})).revision, Revision::Current);
    for odd in [json!("not {json"), json!("{broken"), json!(3), json!([1])] {
        assert_eq!(read(json!({"id": 1, "operation_data": odd})).operation_data, Some(odd));
    }
}

#[test]
fn a_row_of_one_device_may_list_it() {
    assert_eq!(read(json!({"id": 1, "device_ids": ["DEV-1"]})).device_id, "DEV-1");
    assert_eq!(read(json!({"id": 1, "target_devices": [{"device_id": 9}]})).device_id, "9");
    let several = read(json!({"id": 1, "device_ids": ["DEV-1", "DEV-2"]}));
    assert_eq!((several.device_id.as_str(), &several.extra["device_ids"]), ("", &json!(["DEV-1", "DEV-2"])));
}

#[test]
fn long_numeric_ids_stay_apart() {
    let one =
        Operation::from_json(r#"{"id": 123456789012345678901234, "device_id": 99999999999999999999998}"#)
            .unwrap();
    let two =
        Operation::from_json(r#"{"id": 123456789012345678901235, "device_id": 99999999999999999999999}"#)
            .unwrap();
    assert_eq!(
        (one.id.as_str(), one.device_id.as_str()),
        ("123456789012345678901234", "99999999999999999999998")
    );
    assert_ne!((one.id, one.device_id), (two.id, two.device_id));
}

#[test]
fn one_bad_row_hides_no_other() {
    let deep = format!("{{\"id\": \"deep\", \"operation_data\": {}1{}}}", "[".repeat(5000), "]".repeat(5000));
    let text = format!(
        r#"{{"count": "7", "results": [{{"id": "a"}}, 17, {{"id": null}}, {{"id": {{}}}}, {deep},
        {{"id": "huge", "progress_percentage": 1e999, "x": "\ud800"}}, {{"id": "twice", "id": "last"}}, {{"name": " "}}, null]}}"#
    );
    let page = decode_page(text.as_bytes()).unwrap();
    assert_eq!(page.count, Some(7));
    let seen: Vec<_> = page
        .rows
        .iter()
        .map(|row| match row {
            Row::Operation(operation) => operation.id.as_str(),
            Row::Unreadable(row) => row.raw.as_str(),
        })
        .collect();
    assert_eq!(
        seen,
        ["a", "17", r#"{"id": null}"#, r#"{"id": {}}"#, "deep", "huge", "last", r#"{"name": " "}"#, "null"]
    );
    let Row::Unreadable(second) = &page.rows[1] else { panic!("17 is not a row") };
    assert_eq!(second.index, 1);
    assert!(second.why.contains("not a readable object"), "{}", second.why);
    let Row::Operation(deep) = &page.rows[4] else { panic!("deep is a row") };
    assert!(deep.data.starts_with("[[[") && deep.extra.is_empty() && deep.problems.len() == 1);
    let Row::Operation(huge) = &page.rows[5] else { panic!("huge is a row") };
    assert_eq!((huge.problems.len(), huge.extra["progress_percentage"].as_str()), (2, Some("1e999")));
}

#[test]
fn pages_come_in_several_wrappings() {
    let ids = |text: &str| -> Vec<String> {
        let rows = decode_page(text.as_bytes()).unwrap().rows;
        rows.into_iter()
            .filter_map(|row| if let Row::Operation(row) = row { Some(row.id) } else { None })
            .collect()
    };
    assert_eq!(ids("\u{feff} {\"results\": [{\"id\": 1}]}"), ["1"]);
    assert_eq!(ids("[{\"id\": 1}, {\"id\": 2}]"), ["1", "2"]);
    assert_eq!(ids("\n{\"id\": 1, \"results\": null}\n"), ["1"]);
    assert_eq!(ids("{\"results\": []}"), [""; 0]);
    assert_eq!(decode_page(b"{\"results\": []}").unwrap().count, None);
    let page = decode_page(br#"{"count": -1, "next": "", "previous": 3, "results": []}"#).unwrap();
    assert_eq!((page.count, page.next, page.previous), (None, None, None));
    assert_eq!(decode_page(br#"{"count": 1e3, "results": []}"#).unwrap().count, Some(1000));
    assert_eq!(ids(r#"{"results": [{"id": 1}], "results": [{"id": 2}]}"#), ["2"]);
    let lossy = decode_page(b"[{\"id\": 1, \"device_name\": \"Caf\xe9\"}]").unwrap();
    assert!(
        matches!(&lossy.rows[0], Row::Operation(row) if row.device_name.as_deref() == Some("Caf\u{fffd}"))
    );
}

#[test]
fn null_is_an_empty_list_and_no_results_are_another_api() {
    for (text, count) in [
        (r#"{"count": 0, "next": null, "previous": null, "results": null}"#, Some(0)),
        (r#"{"count": 25, "results": null}"#, Some(25)),
        (r#"{"results": null}"#, None),
    ] {
        let page = decode_page(text.as_bytes()).unwrap();
        assert_eq!((page.count, page.rows.len()), (count, 0), "{text}");
    }
    for text in ["[]", r#"{"count": 0}"#, "{}", "null", r#"{"results": {}}"#, r#"{"results": false}"#] {
        let error = decode_page(text.as_bytes()).unwrap_err();
        assert!(matches!(error.kind, DecodeErrorKind::NotThisApi { .. }), "{text}");
    }
}

#[test]
fn other_answers_have_their_own_errors() {
    let kind = |bytes: &[u8]| decode_page(bytes).unwrap_err().kind;
    assert!(matches!(kind(b"{\"results\": [\n{\"id\": 1},"), DecodeErrorKind::NotJson { line: 2, .. }));
    assert!(matches!(kind(b"[1,]"), DecodeErrorKind::NotJson { line: 1, column: 4, .. }));
    assert!(matches!(kind(b""), DecodeErrorKind::NotJson { line: 1, column: 1, .. }));
    assert!(matches!(kind(b"OK"), DecodeErrorKind::NotJson { .. }));
    assert!(matches!(kind(b"{\"detail\": \"x\"}"), DecodeErrorKind::NotThisApi { .. }));
    assert!(matches!(kind(b"{\"results\": 5}"), DecodeErrorKind::NotThisApi { .. }));
    assert!(matches!(kind(b"\"fine\""), DecodeErrorKind::NotThisApi { .. }));
    let page = b"\xef\xbb\xbf<!DOCTYPE html><html><head><title>Sign in</title></head></html>";
    assert_eq!(kind(page), DecodeErrorKind::LooksLikeHtml { title: Some("Sign in".into()) });
    let message = decode_page(b"[1,]").unwrap_err().to_string();
    assert_eq!(message, "The answer is not readable JSON: trailing comma (line 1, column 4).");
}

#[test]
fn rows_with_one_key_do_not_overwrite_each_other() {
    let body = json!({"count": 6, "results": [
        {"id": "1", "device_id": null, "device_name": "R0", "status": "completed"},
        {"id": "1", "device_id": null, "device_name": "R1", "status": "failed"},
        {"id": "1", "device_id": null, "device_serial": "S2", "device_name": "R1", "status": "failed"},
        {"id": "2", "device_id": "DEV-1", "status": "failed"},
        {"id": "2", "device_id": "DEV-1", "status": "completed"},
        {"id": "2", "device_id": "DEV-2", "status": "completed"},
    ]});
    let page = decode_page(body.to_string().as_bytes()).unwrap();
    let kept = page.rows.iter().map(|row| match row {
        Row::Operation(row) => format!("{} {}", row.id, row.device_key()),
        Row::Unreadable(row) => row.raw.clone(),
    });
    assert_eq!(
        kept.collect::<Vec<_>>(),
        [
            "1 R0",
            "1 R1",
            "1 S2",
            "2 DEV-1",
            r#"{"id":"2","device_id":"DEV-1","status":"completed"}"#,
            "2 DEV-2"
        ]
    );
}

#[test]
fn numbers_and_duplicate_names_stay_as_sent() {
    let data = r#"{"bytes":12345678901234567890123,"version":2.10,"ratio":1.00,"tiny":1e-400,"exp":1E5,"zero":-0,"list":[9007199254740993.0],"a":1,"a":2}"#;
    for (name, packed) in [("operation_data", false), ("parameters", false), ("operation_data", true)] {
        let data_sent = if packed { json!(data).to_string() } else { data.replace(':', ": ") };
        let source = format!(r#"{{"id": "1", "firmware": 2.10, "{name}": {data_sent}, "x": [1.0]}}"#);
        let row = Operation::from_json(&source).unwrap();
        assert_eq!((row.data.as_str(), row.source.as_str()), (data, source.as_str()));
        assert_eq!(row.extra_text, r#"{"firmware":2.10,"x":[1.0]}"#);
    }
}

#[test]
fn a_contradicted_count_is_not_believed() {
    let counted = |count, offset, rows, more| wire::believed_count(Some(count), offset, rows, more);
    assert_eq!(counted(1_000, 0, 20, true), Some(1_000));
    assert_eq!(counted(1_000, 980, 20, false), Some(1_000));
    assert_eq!(counted(1_000, 980, 20, true), None, "it goes on");
    assert_eq!(counted(1_000, 1_180, 20, false), None, "it went on");
    assert_eq!(counted(0, 0, 20, false), None);
    assert_eq!((counted(0, 0, 0, false), counted(1_000, 1_000, 0, false)), (Some(0), Some(1_000)));
    assert_eq!(wire::believed_count(None, 0, 20, false), None);
}

#[test]
fn times_that_mean_not_set_are_none() {
    let row =
        read(json!({"id": "1", "created_at": "2024-05-06T01:00:00Z", "started_at": "0001-01-01T00:00:00Z",
        "completed_at": "1970-01-01T00:00:00Z", "scheduled_at": "2024-05-06T02:00:00+00:00Z"}));
    assert_eq!((row.started_at, row.completed_at), (None, None));
    assert_eq!(row.scheduled_at, Timestamp::parse("2024-05-06T02:00:00Z"));
    assert_eq!(
        row.extra_text,
        r#"{"started_at":"0001-01-01T00:00:00Z","completed_at":"1970-01-01T00:00:00Z"}"#
    );
    assert!(row.problems.is_empty());
}
