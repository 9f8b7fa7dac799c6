//! `POST`: both revisions, both forms of body, all error answers.

use crate::server::{OPERATIONS, Server};
use serde_json::{Value, json};

#[test]
fn the_answer_is_that_of_the_api_page() {
    let server = Server::start(&[]);
    let data = json!({"config_template": "standard_router_config", "create_backup": true, "validate_before_apply": true});
    let answer = server.post(&json!({"operation_type": "config_sync", "device_ids": ["DEV-005"],
        "scheduled_at": server.minutes_ahead(60), "operation_data": data}));
    assert_eq!(answer.status, 201, "{}", answer.text);
    let answer = answer.json();
    assert_eq!(
        answer["target_devices"],
        json!([{"device_id": "DEV-005", "device_name": "Edge Router C",
        "device_serial": "ER-123-DEF", "device_status": "online"}])
    );
    assert_eq!((&answer["status"], &answer["device_count"]), (&json!("scheduled"), &json!(1)));
    assert_eq!(
        (&answer["estimated_duration"], &answer["created_by"]),
        (&json!("00:05:00"), &json!("api_user_12345"))
    );
    assert_eq!(answer["operation_data"], data);
    let row = &server.list("?limit=1")["results"][0];
    assert_eq!(
        (&row["id"], &row["status"], &row["started_at"]),
        (&answer["id"], &json!("scheduled"), &Value::Null)
    );
}

#[test]
fn the_previous_revision_has_one_device_and_parameters() {
    let server = Server::start(&["--revision", "previous"]);
    let body = json!({"device_id": "dev_67892", "operation_type": "backup_configuration",
        "scheduled_at": server.minutes_ahead(60), "priority": "high",
        "parameters": {"backup_location": "s3://backups/devices/", "compression": true, "retention_days": 30}});
    let answer = server.post(&body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let answer = answer.json();
    assert!(answer["id"].as_str().unwrap().starts_with("op_") && answer.get("target_devices").is_none());
    for field in ["device_id", "operation_type", "scheduled_at", "priority", "parameters"] {
        assert_eq!(answer[field], body[field], "{field}");
    }
    assert_eq!(answer["updated_at"], answer["created_at"]);

    let mut unknown = body.clone();
    unknown["device_id"] = json!("dev_99999");
    let answer = server.post(&unknown);
    assert_eq!((answer.status, answer.json()), (404, json!({"detail": "Device dev_99999 does not exist."})));
    let mut wrong = body;
    wrong["parameters"] = json!({});
    let answer = server.post(&wrong);
    assert_eq!(
        (answer.status, answer.json()),
        (422, json!({"parameters": {"backup_location": ["This field is required."]}}))
    );
}

#[test]
fn an_object_in_a_string_is_accepted() {
    let server = Server::start(&[]);
    let packed = json!({"data": server.status_check("DEV-002").to_string()});
    let answer = server.post(&packed);
    assert_eq!((answer.status, answer.json()["device_count"].as_u64()), (201, Some(1)));
    let answer = server.post(&json!({"data": "{\"operation_type\": "}));
    assert_eq!(answer.status, 400);
    assert!(answer.json()["data"][0].as_str().unwrap().starts_with("JSON parse error"));
}

#[test]
fn invalid_bodies_are_rejected() {
    let server = Server::start(&[]);
    let broken = server.post_text("{\"operation_type\": \"x\",}");
    assert_eq!(broken.status, 400);
    assert!(broken.json()["detail"].as_str().unwrap().starts_with("JSON parse error - "));
    assert_eq!(
        server.post_text("[1]").json(),
        json!({"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]})
    );
    assert_eq!(server.post_text(&format!("\"{}\"", "x".repeat(1_000_001))).status, 413);
    let form =
        [("authorization", "Bearer demo-token"), ("content-type", "application/x-www-form-urlencoded")];
    let answer = server.call("POST", OPERATIONS, &form, "a=b");
    assert_eq!(
        answer.json()["detail"],
        "Unsupported media type \"application/x-www-form-urlencoded\" in request."
    );
    assert_eq!(answer.status, 415);
    assert_eq!(server.list("")["count"], 0, "nothing is left behind");
}

#[test]
fn fields_that_are_wrong_are_named() {
    let server = Server::start(&[]);
    let answer = server.post(
        &json!({"device_ids": ["DEV-001", "DEV-404", "DEV-001"], "scheduled_at": "2020-01-01T00:00:00Z"}),
    );
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.json(),
        json!({"operation_type": ["This field is required."],
        "device_ids": {"2": ["DEV-001 is named twice."]}, "scheduled_at": ["Ensure this time is not in the past."]})
    );
    let mut body = server.status_check("DEV-001");
    body["device_ids"] = json!(["DEV-001", "DEV-404"]);
    let answer = server.post(&body);
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({"device_ids": {"1": ["Device DEV-404 does not exist."]}}))
    );
    body = json!({"operation_type": "firmware_update", "device_ids": ["DEV-001"], "scheduled_at": server.minutes_ahead(5),
        "operation_data": {"firmware_version": "2.5.0", "timeout_minutes": 500}});
    let answer = server.post(&body);
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.json(),
        json!({"operation_data": {"timeout_minutes": ["Ensure this value is less than or equal to 240."]}})
    );
    assert_eq!(server.list("")["count"], 0);
}

#[test]
fn a_read_token_cannot_schedule() {
    let server = Server::start(&[]);
    let headers = [("authorization", "Bearer demo-viewer"), ("content-type", "application/json")];
    let answer = server.call("POST", OPERATIONS, &headers, "not even JSON");
    assert_eq!(
        (answer.status, answer.json()),
        (403, json!({"detail": "You do not have permission to perform this action."}))
    );
    assert_eq!(server.call("GET", OPERATIONS, &headers[..1], "").status, 200);
    server.control("revoke", json!({"token": "demo-token"}));
    assert_eq!(server.post(&server.status_check("DEV-001")).status, 401);
    server.control("accept", json!({"token": "demo-token"}));
    assert_eq!(server.post(&server.status_check("DEV-001")).status, 201);
}

#[test]
fn operations_of_a_device_must_not_overlap() {
    let server = Server::start(&[]);
    let update = |minutes, devices: &[&str]| {
        json!({"operation_type": "firmware_update", "device_ids": devices, "scheduled_at": server.minutes_ahead(minutes),
            "operation_data": {"firmware_version": "2.5.0"}})
    };
    let first = server.post(&update(60, &["DEV-001", "DEV-002"])).json();
    let answer = server.post(&update(70, &["DEV-003", "DEV-002", "DEV-001"]));
    assert_eq!(answer.status, 409);
    let conflicts = answer.json()["conflicts"].clone();
    assert_eq!(
        conflicts[0],
        json!({"device_id": "DEV-002", "id": first["id"], "operation_type": "firmware_update",
        "scheduled_at": first["scheduled_at"], "estimated_duration": "00:15:00"})
    );
    assert_eq!(conflicts.as_array().unwrap().len(), 2);
    assert_eq!(server.list("")["count"], 2, "DEV-003 got nothing either");
    assert_eq!(server.post(&update(70, &["DEV-003"])).status, 201);
    assert_eq!(server.post(&update(76, &["DEV-001"])).status, 201);
    assert_eq!(server.post(&update(44, &["DEV-002"])).status, 201);
}

#[test]
fn a_thousand_devices_at_once_and_no_more() {
    let server = Server::start(&["--fleet", "1001"]);
    let mut body = server.status_check("DEV-001");
    body["device_ids"] = (1..=1001).map(|n| format!("DEV-{n:03}")).collect();
    assert_eq!(
        server.post(&body).json(),
        json!({"device_ids": ["Ensure this field has no more than 1000 elements."]})
    );
    body["device_ids"].as_array_mut().unwrap().pop();
    assert_eq!(server.post(&body).json()["device_count"], 1000);
    assert_eq!(server.list("")["count"], 1000);
}
