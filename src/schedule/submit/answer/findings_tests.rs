use super::*;

fn devices() -> [String; 2] {
    ["A".into(), "B".into()]
}

fn refused(status: u16, body: &str) -> Vec<(FieldId, String)> {
    let error = ApiError::from_response(status, Some("application/json"), body.as_bytes());
    findings(&error, &devices()).into_iter().map(|finding| (finding.field, finding.message)).collect()
}

#[test]
fn errors_belong_to_the_fields_they_name() {
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
fn conflict_describes_the_existing_operations() {
    let said = refused(
        409,
        r#"{"detail": "Scheduling conflict with existing operations.", "conflicts": [
            {"device_id": "A", "id": "12", "operation_type": "firmware_update", "scheduled_at": "2026-01-01T01:00:00Z", "estimated_duration": "00:15:00",
             "created_at": "2025-12-31T01:00:00Z", "progress_percentage": 0}]}"#,
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
fn errors_without_a_field_are_kept() {
    assert_eq!(
        refused(409, r#"{"detail": "DEV-001 is busy then."}"#),
        [(FieldId::Devices, "DEV-001 is busy then.".into())]
    );
    assert_eq!(
        refused(404, r#"{"detail": "No such device."}"#),
        [(FieldId::Devices, "No such device.".into())]
    );
    assert_eq!(refused(422, r#"{"detail": "No."}"#), [(FieldId::Form, "No.".into())]);
    assert_eq!(
        refused(400, r#"{"quota": ["Used up."]}"#),
        [(FieldId::Other("quota".into()), "Used up.".into())]
    );
}

#[test]
fn names_with_dots_stay_whole() {
    let inform = "Device.ManagementServer.PeriodicInformInterval";
    let at = |name: &str| FieldId::DataAt(catalogue::json::pointer::child("", name));
    let fields = |body: &str| refused(422, body).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    let nested =
        format!(r#"{{"operation_data": {{"{inform}": ["No."], "a/b~c": ["No."], "007": ["No."]}}}}"#);
    assert_eq!(fields(&nested), [at(inform), at("a/b~c"), at("007")]);
    let loc = format!(r#"{{"detail": [{{"loc": ["body", "operation_data", "{inform}"], "msg": "No."}}]}}"#);
    assert_eq!(fields(&loc), [at(inform)]);
    let top = format!(r#"{{"{inform}": ["No."]}}"#);
    assert_eq!(fields(&top), [FieldId::Other(inform.into())]);
}

#[test]
fn paths_are_converted_to_pointers() {
    let field = |path: &str| refused(422, &format!(r#"{{"{path}": ["No."]}}"#)).remove(0).0;
    assert_eq!(field("operation_data.a.b[2].c"), FieldId::DataAt("/a/b/2/c".into()));
    assert_eq!(field("parameters.a/b"), FieldId::DataAt("/a~1b".into()));
    assert_eq!(field("device_ids[3]"), FieldId::Devices);
    assert_eq!(field("data"), FieldId::Data);
}
