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
    let body = r#"{"notification_settings": {"email_on_failure": ["No address."], "channel": ["Unknown."]}}"#;
    assert_eq!(
        refused(400, body),
        [
            (FieldId::EmailOnFailure, "No address.".into()),
            (FieldId::Other("notification_settings.channel".into()), "Unknown.".into())
        ]
    );
    assert_eq!(
        refused(400, r#"{"device_ids": {"1": ["Unknown device."]}}"#),
        [(FieldId::Devices, "B: Unknown device.".into())]
    );
}

fn conflicts(status: u16, body: &str) -> Vec<ReportedConflict> {
    let error = ApiError::from_response(status, Some("application/json"), body.as_bytes());
    let mut found = findings(&error, &devices());
    assert_eq!(found.len(), 1, "one finding: {found:?}");
    assert_eq!(found[0].field, FieldId::Devices);
    found.remove(0).conflicts
}

#[test]
fn conflicts_are_one_finding_with_their_operations() {
    let body = r#"{"detail": "Scheduling conflict with existing operations.", "conflicts": [
        {"device_id": "a", "id": "12", "operation_type": "firmware_update", "scheduled_at": "2026-01-01T01:00:00Z",
         "estimated_duration": "00:15:00", "created_at": "2025-12-31T01:00:00Z", "progress_percentage": 0},
        {"device_id": "B", "id": 13, "scheduled_at": "soon"}]}"#;
    assert_eq!(
        refused(409, body),
        [(FieldId::Devices, "Scheduling conflict with existing operations.".into())]
    );
    let starts = iso::read("2026-01-01T01:00:00Z");
    assert_eq!(
        conflicts(409, body),
        [
            ReportedConflict {
                operation_id: Some("12".into()),
                operation_type: Some("firmware_update".into()),
                starts,
                until: starts.map(|starts| starts + 900_000),
                ..ReportedConflict::on("A")
            },
            ReportedConflict {
                operation_id: Some("13".into()),
                details: vec!["soon".into()],
                ..ReportedConflict::on("B")
            }
        ]
    );
}

#[test]
fn conflict_is_about_the_devices_that_it_names() {
    assert_eq!(conflicts(409, r#"{"detail": "B is busy then."}"#), [ReportedConflict::on("B")]);
    assert_eq!(conflicts(409, r#"{"detail": "Busy then."}"#), []);
    assert_eq!(
        conflicts(409, r#"{"device_ids": {"1": ["Busy."]}}"#),
        [ReportedConflict { details: vec!["Busy.".into()], ..ReportedConflict::on("B") }]
    );
    assert_eq!(
        conflicts(409, r#"{"detail": "No.", "conflicts": ["12"]}"#),
        [ReportedConflict { details: vec!["12".into()], ..ReportedConflict::default() }]
    );
}

#[test]
fn conflict_without_devices_keeps_the_fields_that_it_names() {
    assert_eq!(
        refused(409, r#"{"scheduled_at": ["The window is full."]}"#),
        [(FieldId::Time, "The window is full.".into())]
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
