//! The exact bodies of a POST.

use proptest::prelude::*;
use serde_json::{Value, json};
use wire::{
    BodyShape, EncodeError, Envelope, NotificationSettings, Revision, ScheduleRequest, Timestamp,
    decode_request,
};

use crate::fixture;

const CURRENT: BodyShape = BodyShape { revision: Revision::Current, envelope: Envelope::Plain };
const PREVIOUS: BodyShape = BodyShape { revision: Revision::Previous, envelope: Envelope::Plain };

/// The fixture without white space. Compared as text, because the order of fields matters.
fn compact(bytes: &[u8]) -> String {
    serde_json::from_slice::<Value>(bytes).unwrap().to_string()
}

#[test]
fn bodies_equal_those_of_the_api_page() {
    for (shape, bytes) in [
        (CURRENT, fixture!("post-current.json")),
        (CURRENT, fixture!("post-config-sync.json")),
        (PREVIOUS, fixture!("post-previous.json")),
    ] {
        let request = decode_request(bytes).unwrap();
        let bodies = request.encode(shape).unwrap();
        assert_eq!(bodies.iter().map(Value::to_string).collect::<Vec<_>>(), [compact(bytes)]);
    }
    assert!(
        compact(fixture!("post-current.json"))
            .starts_with(r#"{"operation_type":"firmware_update","device_ids":["DEV"#)
    );
}

#[test]
fn the_previous_revision_has_a_body_for_each_device() {
    let request = decode_request(fixture!("post-current.json")).unwrap();
    let bodies = request.encode(PREVIOUS).unwrap();
    let devices: Vec<_> = bodies.iter().map(|body| body["device_id"].as_str().unwrap()).collect();
    assert_eq!(devices, ["DEV-001", "DEV-002", "DEV-003"]);
    assert_eq!(
        (&bodies[2]["priority"], &bodies[2]["parameters"]["timeout_minutes"]),
        (&json!("normal"), &json!(30))
    );
    assert_eq!(request.left_out(PREVIOUS), ["notification_settings"]);
    assert_eq!(request.left_out(CURRENT), [""; 0]);
    let urgent = ScheduleRequest { priority: Some("high".into()), ..request };
    assert_eq!(urgent.encode(PREVIOUS).unwrap()[0]["priority"], "high");
    assert_eq!(urgent.left_out(CURRENT), ["priority"]);
}

#[test]
fn the_envelope_holds_the_same_body_as_a_string() {
    let request = decode_request(fixture!("post-config-sync.json")).unwrap();
    let bodies = request.encode(BodyShape { envelope: Envelope::DataString, ..CURRENT }).unwrap();
    assert_eq!(bodies, [json!({"data": compact(fixture!("post-config-sync.json"))})]);
    assert_eq!(decode_request(bodies[0].to_string().as_bytes()).unwrap(), request);
}

#[test]
fn an_unfinished_request_has_no_body() {
    let request = decode_request(fixture!("post-config-sync.json")).unwrap();
    let no_device = ScheduleRequest { device_ids: vec![], ..request.clone() };
    assert_eq!(no_device.encode(PREVIOUS), Err(EncodeError::NoDevice));
    let no_type = ScheduleRequest { operation_type: " ".into(), ..request.clone() };
    assert_eq!(no_type.encode(CURRENT), Err(EncodeError::NoType));
    let far = ScheduleRequest { scheduled_at: Timestamp(i64::MAX), ..request };
    assert_eq!(far.encode(CURRENT), Err(EncodeError::TimeOutOfRange));
}

#[test]
fn flags_may_be_strings() {
    let body = br#"{"operation_type": "x", "scheduled_at": "2024-01-15", "device_id": 7,
        "notification_settings": {"email_on_completion": "true", "email_on_failure": "false"}}"#;
    let request = decode_request(body).unwrap();
    let settings =
        NotificationSettings { email_on_completion: true, email_on_failure: false, webhook_url: None };
    assert_eq!((request.notification_settings, request.device_ids), (Some(settings), vec!["7".to_owned()]));
}

#[test]
fn other_texts_are_an_error() {
    for body in [
        "[]",
        "{}",
        r#"{"operation_type": "x"}"#,
        r#"{"operation_type": "x", "scheduled_at": "now"}"#,
        r#"{"operation_type": "x", "scheduled_at": "2024-01-15", "device_ids": "DEV-1"}"#,
        r#"{"operation_type": "x", "scheduled_at": "2024-01-15", "operation_data": []}"#,
        r#"{"data": "{oops"}"#,
    ] {
        assert!(decode_request(body.as_bytes()).is_err(), "{body}");
    }
}

prop_compose! {
    fn request()(
        operation_type in "[a-z._]{1,12}",
        device_ids in prop::collection::vec("\\PC{0,8}[A-Z]", 1..4),
        ms in 0i64..253_402_300_800_000,
        data in prop::collection::hash_map("\\PC{0,8}", prop_oneof![any::<i64>().prop_map(Value::from), "\\PC*".prop_map(Value::from)], 0..5),
        settings in prop::option::of((any::<bool>(), any::<bool>(), prop::option::of("https://[a-z]{1,9}"))),
        priority in prop::option::of("[a-z]{1,6}"),
    ) -> ScheduleRequest {
        ScheduleRequest {
            operation_type, device_ids, priority,
            scheduled_at: Timestamp(ms),
            operation_data: data.into_iter().collect(),
            data_text: None,
            notification_settings: settings.map(|(email_on_completion, email_on_failure, webhook_url)| {
                NotificationSettings { email_on_completion, email_on_failure, webhook_url }
            }),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_can_be_read(request in request(), previous: bool, wrapped: bool) {
        let shape = BodyShape {
            revision: if previous { Revision::Previous } else { Revision::Current },
            envelope: if wrapped { Envelope::DataString } else { Envelope::Plain },
        };
        let bodies = request.encode(shape).unwrap();
        let mut back = Vec::new();
        for body in &bodies {
            back.push(decode_request(body.to_string().as_bytes()).unwrap());
        }
        let mut expected = request.clone();
        if previous {
            expected.notification_settings = None;
            expected.priority = Some(request.priority.unwrap_or("normal".into()));
            prop_assert_eq!(bodies.len(), request.device_ids.len());
        } else {
            expected.priority = None;
        }
        let devices = back.iter().flat_map(|one| one.device_ids.clone()).collect::<Vec<_>>();
        prop_assert_eq!(devices, request.device_ids);
        for one in back {
            let device_ids = one.device_ids.clone();
            prop_assert_eq!(one, ScheduleRequest { device_ids, ..expected.clone() });
        }
    }
}
