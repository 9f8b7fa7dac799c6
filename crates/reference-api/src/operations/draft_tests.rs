//! Tests of the fields of a POST.

use serde_json::json;

use super::*;

const NOW: Millis = 1_705_312_800_000;

fn errors_of(changes: Value, revision: Revision) -> Value {
    let mut body = json!({
        "operation_type": "status_check", "device_ids": ["DEV-001"], "device_id": "dev_67890",
        "scheduled_at": "2024-01-16T02:00:00Z",
    });
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    read(body.as_object().unwrap(), revision, NOW).expect_err(&changes.to_string()).into_value()
}

#[test]
fn the_examples_of_the_page_are_read() {
    let body = json!({"operation_type": "firmware_update", "device_ids": ["DEV-001", "DEV-002", "DEV-003"],
        "scheduled_at": "2024-01-16T02:00:00Z",
        "operation_data": {"firmware_version": "2.5.0", "create_backup": true},
        "notification_settings": {"email_on_completion": true, "email_on_failure": true,
            "webhook_url": "https://your-system.com/webhooks/operation-status"}});
    let draft = read(body.as_object().unwrap(), Revision::Current, NOW).unwrap();
    assert_eq!((draft.devices.len(), draft.scheduled_at), (3, NOW + 16 * 60 * MINUTE));
    assert!(draft.notice.is_some_and(|notice| notice.webhook_url.is_some() && notice.email_on_failure));

    let body = json!({"device_id": "dev_67892", "operation_type": "configuration_sync", "scheduled_at": "2024-01-16T02:00:00Z",
        "parameters": {"config_template": "t"}, "priority": "high"});
    let draft = read(body.as_object().unwrap(), Revision::Previous, NOW).unwrap();
    assert_eq!(
        (draft.kind.as_str(), draft.priority.as_str(), draft.devices.len()),
        ("config_sync", "high", 1)
    );
}

#[test]
fn missing_fields_are_required() {
    let current = read(&Map::new(), Revision::Current, NOW).unwrap_err().into_value();
    for field in ["operation_type", "device_ids", "scheduled_at"] {
        assert_eq!(current[field], json!([REQUIRED]), "{field}");
    }
    let previous = read(&Map::new(), Revision::Previous, NOW).unwrap_err().into_value();
    assert_eq!(previous["device_id"], json!([REQUIRED]));
    assert!(previous.get("device_ids").is_none());
}

#[test]
fn each_field_has_its_message() {
    for (change, field) in [
        (json!({"operation_type": " "}), "operation_type"),
        (json!({"operation_type": 7}), "operation_type"),
        (json!({"operation_type": "x".repeat(65)}), "operation_type"),
        (json!({"device_ids": "DEV-001"}), "device_ids"),
        (json!({"device_ids": []}), "device_ids"),
        (json!({"device_ids": null}), "device_ids"),
        (json!({"device_ids": vec!["x"; 1001]}), "device_ids"),
        (json!({"scheduled_at": "tomorrow"}), "scheduled_at"),
        (json!({"scheduled_at": "2024-01-15T09:58:59Z"}), "scheduled_at"),
        (json!({"scheduled_at": 1}), "scheduled_at"),
        (json!({"operation_data": []}), "operation_data"),
        (json!({"operation_data": null}), "operation_data"),
        (json!({"notification_settings": "all"}), "notification_settings"),
    ] {
        let errors = errors_of(change, Revision::Current);
        assert!(errors[field][0].is_string() && errors.as_object().unwrap().len() == 1, "{field}: {errors}");
    }
    assert!(errors_of(json!({"priority": null}), Revision::Previous)["priority"][0].is_string());
    assert!(errors_of(json!({"parameters": 1}), Revision::Previous)["parameters"][0].is_string());
}

#[test]
fn errors_in_lists_and_objects_name_the_place() {
    let errors = errors_of(json!({"device_ids": ["DEV-001", "", "DEV-001", 4]}), Revision::Current);
    assert_eq!(
        errors["device_ids"],
        json!({"1": ["This field may not be blank."], "2": ["DEV-001 is named twice."], "3": [NOT_A_STRING]})
    );
    let errors = errors_of(
        json!({"notification_settings": {"email_on_failure": "yes", "webhook_url": "ftp://x"}}),
        Revision::Current,
    );
    assert_eq!(errors["notification_settings"]["webhook_url"], json!(["Enter a valid URL."]));
    assert_eq!(errors["notification_settings"]["email_on_failure"], json!(["Must be a valid boolean."]));
}

#[test]
fn instants_come_in_several_spellings() {
    for text in [
        "2024-01-15T10:00:00Z",
        "2024-01-15T10:00:00.000000Z",
        "2024-01-15T11:00:00+01:00",
        "2024-01-15T10:00Z",
        "2024-01-15T10:00:00",
        "2024-01-15T05:00-05:00",
    ] {
        assert_eq!(parse_instant(text), Some(NOW), "{text}");
    }
    assert_eq!(parse_instant("2024-02-30T10:00:00Z"), None);
    assert_eq!(parse_instant("15.01.2024"), None);
}
