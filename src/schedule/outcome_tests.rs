use super::*;
use serde_json::json;
use wire::Timestamp;

const SENT: i64 = 1_767_225_600_000;
const SLACK: i64 = 5_000;

fn request() -> ScheduleRequest {
    ScheduleRequest {
        operation_type: "config_sync".into(),
        device_ids: vec!["A".into(), "B".into()],
        scheduled_at: Timestamp(SENT + 3_600_000),
        operation_data: json!({"config_template": "std", "depth": 1}).as_object().unwrap().clone(),
        ..ScheduleRequest::default()
    }
}

fn row(id: &str, device: &str) -> Operation {
    Operation {
        id: id.into(),
        device_id: device.into(),
        operation_type: "config_sync".into(),
        scheduled_at: Some(Timestamp(SENT + 3_600_000)),
        created_at: Some(Timestamp(SENT + 200)),
        operation_data: Some(json!({"config_template": "std", "depth": 1.0, "added": true})),
        ..Operation::default()
    }
}

fn look(rows: &[Operation]) -> Match {
    find_match(rows, &request(), SENT, SLACK)
}

#[test]
fn a_transaction_on_all_devices_is_it() {
    assert_eq!(look(&[row("1", "Z"), row("7", "A"), row("7", "B")]), Match::Found("7".into()));
}

#[test]
fn an_earlier_equal_one_is_not_it() {
    let earlier = |device| Operation { created_at: Some(Timestamp(SENT - 60_000)), ..row("6", device) };
    assert_eq!(look(&[earlier("A"), earlier("B")]), Match::NotFound);
    // A server's clock that is a little behind does not hide it.
    let behind = |device| Operation { created_at: Some(Timestamp(SENT - 4_000)), ..row("6", device) };
    assert_eq!(look(&[behind("A"), behind("B")]), Match::Found("6".into()));
}

#[test]
fn another_type_time_or_device_is_not_it() {
    let mut other = [row("1", "A"), row("2", "A"), row("3", "C")];
    other[0].operation_type = "firmware_update".into();
    other[1].scheduled_at = Some(Timestamp(SENT));
    assert_eq!(look(&other), Match::NotFound);
}

#[test]
fn rounding_to_seconds_is_forgiven() {
    let rounded = |device| Operation { scheduled_at: Some(Timestamp(SENT + 3_599_000)), ..row("1", device) };
    assert_eq!(look(&[rounded("A"), rounded("B")]), Match::Found("1".into()));
}

#[test]
fn half_a_likeness_is_for_a_person_to_judge() {
    let changed = Operation { operation_data: Some(json!({"config_template": "other"})), ..row("4", "A") };
    let undated = Operation { created_at: None, ..row("5", "A") };
    assert_eq!(look(&[changed, undated]), Match::Unsure(vec!["4".into(), "5".into()]));
    // Only one of two devices: the rest may still come, or was refused.
    assert_eq!(look(&[row("9", "A")]), Match::Unsure(vec!["9".into()]));
}

#[test]
fn nothing_listed_is_not_found() {
    assert_eq!(look(&[]), Match::NotFound);
}

fn refused(status: u16, body: &str) -> Vec<(FieldId, String)> {
    let error = ApiError::from_response(status, Some("application/json"), body.as_bytes());
    findings(&error, &request().device_ids)
        .into_iter()
        .map(|finding| (finding.field, finding.message))
        .collect()
}

#[test]
fn complaints_land_on_the_fields_that_they_name() {
    assert_eq!(
        refused(
            422,
            r#"{"operation_data": {"timeout_minutes": ["Too long."], "window": {"days": ["Empty."]}}}"#
        ),
        [
            (FieldId::DataAt("/timeout_minutes".into()), "Too long.".into()),
            (FieldId::DataAt("/window/days".into()), "Empty.".into())
        ]
    );
    assert_eq!(
        refused(400, r#"{"scheduled_at": ["In the past."], "operation_type": ["Unknown."]}"#),
        [(FieldId::Time, "In the past.".into()), (FieldId::Type, "Unknown.".into())]
    );
    assert_eq!(
        refused(400, r#"{"notification_settings": {"webhook_url": ["Not reachable."]}}"#),
        [(FieldId::Webhook, "Not reachable.".into())]
    );
    assert_eq!(
        refused(400, r#"{"device_ids": {"1": ["Unknown device."]}}"#),
        [(FieldId::Devices, "B: Unknown device.".into())]
    );
}

#[test]
fn a_conflict_names_what_is_in_the_way() {
    let said = refused(
        409,
        r#"{"detail": "Scheduling conflict with existing operations.", "conflicts": [
            {"device_id": "A", "id": "12", "operation_type": "firmware_update", "scheduled_at": "2026-01-01T01:00:00Z", "estimated_duration": "00:15:00"}]}"#,
    );
    assert_eq!(
        said,
        [
            (FieldId::Devices, "Scheduling conflict with existing operations.".into()),
            (
                FieldId::Devices,
                "In the way: A, operation 12, firmware_update, 2026-01-01T01:00:00Z, 00:15:00.".into()
            )
        ]
    );
}

#[test]
fn what_names_no_field_still_has_a_place() {
    assert_eq!(
        refused(409, r#"{"detail": "DEV-001 is busy then."}"#),
        [(FieldId::Devices, "DEV-001 is busy then.".into())]
    );
    assert_eq!(
        refused(404, r#"{"detail": "No such device."}"#),
        [(FieldId::Devices, "No such device.".into())]
    );
    assert_eq!(refused(422, r#"{"detail": "No."}"#), [(FieldId::Form, "No.".into())]);
    assert_eq!(refused(400, r#"{"quota": ["Used up."]}"#), [(FieldId::Form, "quota: Used up.".into())]);
}

#[test]
fn paths_become_pointers() {
    assert_eq!(field_of("operation_data.a.b[2].c"), FieldId::DataAt("/a/b/2/c".into()));
    assert_eq!(field_of("parameters.a/b"), FieldId::DataAt("/a~1b".into()));
    assert_eq!(field_of("device_ids[3]"), FieldId::Devices);
    assert_eq!(field_of("data"), FieldId::Data);
}
