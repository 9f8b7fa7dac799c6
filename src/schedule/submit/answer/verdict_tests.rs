use super::*;
use wire::Timestamp;

const AT: i64 = 1_767_261_600_000;

fn request() -> ScheduleRequest {
    ScheduleRequest {
        operation_type: "firmware_update".into(),
        device_ids: vec!["DEV-101".into(), "DEV-102".into()],
        scheduled_at: Timestamp(AT),
        ..ScheduleRequest::default()
    }
}

fn verdict(status: u16, body: &str) -> Verdict {
    let baseline = Baseline { known: ["500".to_owned()].into(), ..Baseline::default() };
    judge(status, body.as_bytes(), &request(), &baseline)
}

fn created(id: &str, is_certain: bool) -> Verdict {
    Verdict::Created { id: id.into(), is_certain, missing: Vec::new(), findings: Vec::new() }
}

fn unproven(status: u16, body: &str) -> String {
    match verdict(status, body) {
        Verdict::Unproven(why) => why,
        other => unreachable!("{status} {body}: {other:?}"),
    }
}

#[test]
fn answer_with_the_operation_is_a_success() {
    let whole = r#"{"id": "12347", "operation_type": "firmware_update", "device_count": 2, "status": "scheduled",
        "scheduled_at": "2026-01-01T10:00:00Z", "target_devices": [{"device_id": "DEV-101"}, {"device_id": "dev-102"}]}"#;
    assert_eq!(verdict(201, whole), created("12347", true));
    assert_eq!(verdict(200, whole), created("12347", true));
    assert_eq!(verdict(201, r#"{"id": 7}"#), created("7", false), "nothing contradicts it");
    assert_eq!(verdict(201, &format!("[{whole}]")), created("12347", true));
    let local = r#"{"id": "8", "scheduled_at": "2026-01-01T11:00:00"}"#;
    assert_eq!(verdict(201, local), created("8", false), "a time in the server's zone, written without it");
}

#[test]
fn rejection_with_a_success_status_is_no_success() {
    for body in [
        r#"{"success": false, "error": "Device is locked."}"#,
        r#"{"error": "no"}"#,
        r#"{"errors": {"device_ids": ["Locked."]}}"#,
        r#"{"id": null, "status": "rejected", "message": "no"}"#,
        r#"{"ok": false}"#,
    ] {
        assert_eq!(verdict(200, body), Verdict::Rejected, "{body}");
    }
}

#[test]
fn answer_without_an_operation_proves_nothing() {
    for (status, body) in [
        (200, ""),
        (202, "  \n"),
        (200, "{}"),
        (200, "null"),
        (200, r#"{"id": ""}"#),
        (200, r#"{"count": 45, "next": null, "previous": null, "results": []}"#),
        (200, "<html><title>Sign in</title></html>"),
        (201, r#"{"id": "12"#),
    ] {
        assert!(matches!(verdict(status, body), Verdict::Unproven(_)), "{status} {body}");
    }
    assert!(unproven(200, r#"{"detail": "Nothing was scheduled."}"#).contains("Nothing was scheduled."));
}

#[test]
fn answer_with_another_operation_proves_nothing() {
    for body in [
        r#"{"id": "500"}"#,
        r#"[{"id": "1", "device_id": "X", "operation_type": "config_sync"}]"#,
        r#"{"id": "9", "operation_type": "config_sync"}"#,
        r#"{"id": "9", "target_devices": [{"device_id": "DEV-9"}]}"#,
        r#"{"id": "9", "scheduled_at": "2026-01-03T10:00:00Z"}"#,
        r#"{"id": "9", "scheduled_at": "2026-01-01T10:07:00Z"}"#,
        r#"{"id": "9", "success": false, "message": "no"}"#,
    ] {
        assert!(unproven(201, body).contains("operation "), "{body}");
    }
    assert!(unproven(202, r#"{"id": "9"}"#).contains("may not exist yet"));
}

#[test]
fn older_operation_is_another_one() {
    let baseline = Baseline {
        fresh: true,
        in_order: true,
        newest: Some(AT),
        server_time: Some(AT),
        ..Baseline::default()
    };
    let judged = |created: &str| {
        let body = format!(r#"{{"id": "9", "created_at": "{created}"}}"#);
        judge(201, body.as_bytes(), &request(), &baseline)
    };
    assert!(matches!(judged("2026-01-01T09:00:00Z"), Verdict::Unproven(_)));
    assert!(matches!(judged("2026-01-01T10:00:00Z"), Verdict::Created { is_certain: true, .. }));
    assert!(matches!(judged("2026-01-01T09:59:50Z"), Verdict::Created { is_certain: false, .. }));
}

#[test]
fn missing_devices_are_reported() {
    for body in [
        r#"{"id": "91500", "created": ["DEV-101"], "errors": [{"device_id": "DEV-102", "detail": "offline"}]}"#,
        r#"{"id": "91500", "failed": {"DEV-102": ["offline"]}}"#,
        r#"{"id": "91500", "device_count": 1, "target_devices": [{"device_id": "DEV-101"}], "errors": {"DEV-102": "offline"}}"#,
    ] {
        let Verdict::Created { id, missing, findings, .. } = verdict(207, body) else {
            unreachable!("{body}")
        };
        assert_eq!((id.as_str(), missing.as_slice()), ("91500", ["DEV-102".to_owned()].as_slice()), "{body}");
        assert_eq!(findings[0].message, "DEV-102: offline", "{body}");
    }
    let Verdict::Created { missing, findings, .. } = verdict(201, r#"{"id": "9", "device_count": 1}"#) else {
        unreachable!("it names the operation")
    };
    assert!(missing.is_empty());
    assert_eq!(findings[0].message, "The API counts 1 of the 2 devices.");
}
