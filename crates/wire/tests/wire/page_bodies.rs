//! Verbatim bodies of the API page.

use serde_json::{Value, json};
use wire::{Operation, Revision, Row, Timestamp, decode_created, decode_page};

use crate::fixture;

pub(crate) fn operations(bytes: &[u8]) -> Vec<Operation> {
    let row = |row| match row {
        Row::Operation(operation) => operation,
        Row::Unreadable(row) => panic!("{row:?}"),
    };
    decode_page(bytes).unwrap().rows.into_iter().map(row).collect()
}

fn at(text: &str) -> Option<Timestamp> {
    Some(Timestamp::parse(text).unwrap())
}

#[test]
fn a_list_of_the_current_revision() {
    let page = decode_page(fixture!("list-current.json")).unwrap();
    assert_eq!(page.count, Some(45));
    assert!(page.next.unwrap().ends_with("/inventory_device_headless_operation/?limit=10&offset=10"));
    assert_eq!(page.previous, None);
    let rows = operations(fixture!("list-current.json"));
    assert_eq!(rows.len(), 2);
    assert_eq!(
        rows[0],
        Operation {
            id: "12345".into(),
            operation_type: "firmware_update".into(),
            device_id: "DEV-001".into(),
            device_name: Some("Production Router A".into()),
            device_serial: Some("RT-789-XYZ".into()),
            status: "in_progress".into(),
            scheduled_at: at("2024-01-15T10:00:00Z"),
            started_at: at("2024-01-15T10:00:15Z"),
            completed_at: None,
            created_at: at("2024-01-15T09:45:00Z"),
            updated_at: at("2024-01-15T10:08:30Z"),
            progress: Some(65.0),
            operation_data: Some(
                json!({"firmware_version": "2.4.1", "backup_created": true, "estimated_duration": "00:15:00"})
            ),
            data: r#"{"firmware_version":"2.4.1","backup_created":true,"estimated_duration":"00:15:00"}"#
                .into(),
            priority: None,
            extra_text: String::new(),
            source: rows[0].source.clone(),
            extra: wire::Map::new(),
            revision: Revision::Current,
            problems: vec![],
        }
    );
    assert_eq!(rows[1].status, "completed");
    assert_eq!(rows[1].progress, Some(100.0));
    assert_eq!(rows[1].completed_at, at("2024-01-15T09:32:18Z"));
}

#[test]
fn a_list_of_the_previous_revision() {
    let rows = operations(fixture!("list-previous.json"));
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert_eq!(row.revision, Revision::Previous);
        assert_eq!((row.progress, row.started_at, &row.device_name), (None, None, &None));
        assert!(row.extra.is_empty() && row.problems.is_empty());
    }
    assert_eq!((rows[0].id.as_str(), rows[0].device_id.as_str()), ("op_12345", "dev_67890"));
    assert_eq!(rows[0].operation_data, Some(json!({"firmware_version": "2.1.3", "auto_reboot": true})));
    assert_eq!(rows[1].operation_type, "configuration_sync");
    assert_eq!(rows[1].updated_at, at("2024-01-15T08:15:00Z"));
}

#[test]
fn rows_round_trip_except_for_nulls() {
    for bytes in [fixture!("list-current.json"), fixture!("list-previous.json")] {
        let sent: Value = serde_json::from_slice(bytes).unwrap();
        for (row, sent) in operations(bytes).iter().zip(sent["results"].as_array().unwrap()) {
            let mut sent = sent.as_object().unwrap().clone();
            sent.retain(|_, value| !value.is_null());
            assert_eq!(row.to_value(), Value::Object(sent));
        }
    }
}

#[test]
fn the_current_rows_keep_the_order_of_the_page() {
    let first = operations(fixture!("list-current.json")).remove(0).to_value();
    let names: Vec<_> = first.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names[..3], ["id", "operation_type", "device_id"]);
    assert_eq!(names.last(), Some(&"updated_at"));
    let data: Vec<_> = first["operation_data"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(data, ["firmware_version", "backup_created", "estimated_duration"]);
}

#[test]
fn a_created_answer_of_the_current_revision() {
    let created = decode_created(fixture!("created-current.json")).unwrap();
    assert_eq!(created.id.as_deref(), Some("12347"));
    assert_eq!(created.operation_type.as_deref(), Some("config_sync"));
    assert_eq!(created.status.as_deref(), Some("scheduled"));
    assert_eq!(created.device_count, Some(1));
    assert_eq!(created.estimated_duration.as_deref(), Some("00:05:00"));
    assert_eq!(created.created_by.as_deref(), Some("api_user_12345"));
    assert_eq!(created.scheduled_at, at("2024-01-16T01:00:00Z"));
    assert_eq!(created.created_at, at("2024-01-15T14:30:00Z"));
    assert_eq!(created.operation_data.unwrap()["validate_before_apply"], json!(true));
    let [device] = created.target_devices.as_slice() else { panic!("one device") };
    assert_eq!(device.device_id, "DEV-005");
    assert_eq!(device.device_name.as_deref(), Some("Edge Router C"));
    assert_eq!(device.device_serial.as_deref(), Some("ER-123-DEF"));
    assert_eq!(device.device_status.as_deref(), Some("online"));
    assert!(created.extra.is_empty());
    assert_eq!(created.raw, serde_json::from_slice::<Value>(fixture!("created-current.json")).unwrap());
}

#[test]
fn a_created_answer_of_the_previous_revision() {
    let created = decode_created(fixture!("created-previous.json")).unwrap();
    assert_eq!(created.id.as_deref(), Some("op_12347"));
    assert_eq!(created.target_devices[0].device_id, "dev_67892");
    assert_eq!(created.operation_data.unwrap()["retention_days"], json!(30));
    assert_eq!(created.extra["priority"], json!("normal"));
    assert_eq!(created.device_count, None);
}
