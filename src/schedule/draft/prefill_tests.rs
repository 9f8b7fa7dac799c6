use super::*;
use crate::schedule::draft::When;

fn catalogue() -> Catalogue {
    let text = r#"{"types": [{"name": "firmware_update", "title": "Firmware update", "schema": {"type": "object", "properties": {
        "firmware_version": {"type": "string"}, "create_backup": {"type": "boolean"}}}},
        {"name": "estimate", "title": "Estimate", "schema": {"type": "object", "properties": {"estimated_duration": {"type": "string"}}}},
        {"name": "ping", "title": "Ping", "schema": {"type": "object"}}]}"#;
    Catalogue::parse(text).unwrap()
}

fn row(kind: &str, device: &str, data: &str) -> Operation {
    Operation {
        operation_type: kind.into(),
        device_id: device.into(),
        data: data.into(),
        priority: Some("high".into()),
        scheduled_at: Some(wire::Timestamp(1)),
        ..Operation::default()
    }
}

fn reasons() -> Vec<String> {
    vec!["failure_reason".to_owned(), "error.message".to_owned()]
}

fn again_of(rows: &[Operation]) -> Draft {
    again(rows, "12".into(), &Basis { catalogue: &catalogue(), reasons: &reasons() }).unwrap()
}

fn retry_of(rows: &[Operation]) -> (Draft, Vec<String>) {
    retry(rows, &Basis { catalogue: &catalogue(), reasons: &reasons() }).unwrap()
}

fn compact(draft: &Draft) -> String {
    draft.data.replace([' ', '\n'], "")
}

fn left(draft: &Draft) -> Vec<(&str, &str)> {
    draft.left_out.iter().map(|left| (left.name.as_str(), left.value.as_str())).collect()
}

#[test]
fn everything_except_the_time_is_copied() {
    let data = r#"{"firmware_version":2.10,"serial":12345678901234567890123,"nested":{"a":[1.00]}}"#;
    let rows = ["DEV-001", "DEV-002", "", "DEV-001"].map(|device| row("own_type", device, data));
    let draft = again_of(&rows);
    assert_eq!(draft.operation_type, "own_type");
    assert_eq!(draft.device_ids, ["DEV-001", "DEV-002"]);
    assert_eq!((draft.priority.as_str(), draft.origin.as_str()), ("high", "12"));
    assert_eq!(compact(&draft), data, "numbers stay as sent");
    assert_eq!(left(&draft), []);
    assert_eq!((draft.when, draft.date_time.as_str()), (When::At, ""));
}

#[test]
fn no_rows_give_no_draft() {
    let (catalogue, reasons) = (Catalogue::default(), Vec::new());
    let basis = Basis { catalogue: &catalogue, reasons: &reasons };
    assert_eq!(again(&[], String::new(), &basis), None);
    assert!(retry(&[], &basis).is_none());
}

#[test]
fn only_what_the_catalogue_declares_is_sent_again() {
    let data = r#"{"firmware_version":"2.5.0","backup_created":true,"failure_reason":"offline","x":{"y":1.50},"create_backup":true}"#;
    let draft = again_of(&[row("firmware_update", "a", data)]);
    assert_eq!(compact(&draft), r#"{"firmware_version":"2.5.0","create_backup":true}"#);
    let names: Vec<&str> = left(&draft).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["backup_created", "failure_reason", "x"]);
    assert_eq!(draft.left_out[2].value.replace([' ', '\n'], ""), r#"{"y":1.50}"#);
}

#[test]
fn results_of_a_type_without_declared_settings_are_left_out() {
    for kind in ["own_type", "ping"] {
        let data = r#"{"target":"x","estimated_duration":"00:05:00","error":{"message":"no answer"}}"#;
        let draft = again_of(&[row(kind, "a", data)]);
        assert_eq!(compact(&draft), r#"{"target":"x"}"#, "{kind}");
        let names: Vec<&str> = left(&draft).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["estimated_duration", "error"], "{kind}");
    }
}

#[test]
fn a_declared_result_is_a_setting() {
    let draft = again_of(&[row("estimate", "a", r#"{"estimated_duration":"00:05:00"}"#)]);
    assert_eq!(compact(&draft), r#"{"estimated_duration":"00:05:00"}"#);
    assert_eq!(left(&draft), []);
}

#[test]
fn what_differs_between_rows_of_one_request_was_not_in_it() {
    let draft = again_of(&[
        row("own_type", "a", r#"{"target":"x","signal":-71,"ended_by":"watchdog"}"#),
        row("own_type", "b", r#"{"target":"x","signal":-60}"#),
    ]);
    assert_eq!(compact(&draft), r#"{"target":"x"}"#);
    assert_eq!(left(&draft), [("signal", "-71"), ("ended_by", r#""watchdog""#)]);
    let declared = again_of(&[
        row("firmware_update", "a", r#"{"firmware_version":"1"}"#),
        row("firmware_update", "b", "{}"),
    ]);
    assert_eq!(compact(&declared), r#"{"firmware_version":"1"}"#, "the catalogue outweighs it");
}

#[test]
fn data_without_members_is_copied_as_it_is() {
    assert_eq!(again_of(&[row("t", "a", "")]).data, "{}");
    assert_eq!(again_of(&[row("t", "a", "[1]")]).data.replace([' ', '\n'], ""), "[1]");
    assert_eq!(again_of(&[row("t", "a", "not json")]).data, "not json");
    let only_results = again_of(&[row("t", "a", r#"{"backup_created":true}"#)]);
    assert_eq!(compact(&only_results), "{}");
}

#[test]
fn a_retry_keeps_what_all_have_in_common() {
    let (draft, differing) = retry_of(&[
        row(
            "firmware_update",
            "b",
            r#"{"firmware_version":"2.5.0","create_backup":true,"failure_reason":"x"}"#,
        ),
        row(
            "firmware_update",
            "a",
            r#"{"firmware_version":"2.5.1","create_backup":true,"failure_reason":"y"}"#,
        ),
        row(
            "firmware_update",
            "b",
            r#"{"firmware_version":"2.5.0","create_backup":true,"failure_reason":"x"}"#,
        ),
    ]);
    assert_eq!(draft.operation_type, "firmware_update");
    assert_eq!(draft.device_ids, ["b", "a"]);
    assert_eq!(compact(&draft), r#"{"create_backup":true}"#);
    assert_eq!(differing, ["firmware_version"]);
    assert_eq!(left(&draft), [("failure_reason", "")], "no common value that could be added");
    assert_eq!(draft.priority, "high");
}

#[test]
fn a_retry_of_equal_operations_keeps_everything() {
    let data = r#"{"target":"x","depth":2.0}"#;
    let (draft, differing) = retry_of(&[row("own_type", "a", data), row("own_type", "b", data)]);
    assert_eq!((compact(&draft).as_str(), differing.len()), (data, 0));
}

#[test]
fn a_setting_that_only_some_have_differs() {
    let mut second = row("own_type", "b", r#"{"target":"x","force":true}"#);
    second.priority = None;
    let (draft, differing) = retry_of(&[row("own_type", "a", r#"{"target":"x"}"#), second]);
    assert_eq!((compact(&draft).as_str(), draft.priority.as_str()), (r#"{"target":"x"}"#, ""));
    assert_eq!(differing, ["force", "priority"]);
    let (draft, differing) =
        retry_of(&[row("own_type", "a", r#"{"target":"x"}"#), row("own_type", "b", "not json")]);
    assert_eq!((compact(&draft).as_str(), differing), ("{}", vec!["target".to_owned()]));
}
