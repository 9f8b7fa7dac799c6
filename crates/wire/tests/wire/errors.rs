//! Every shape of an error body, one row each.

use wire::ApiError;

fn read(status: u16, body: &str) -> ApiError {
    ApiError::from_response(status, Some("application/json"), body.as_bytes())
}

/// Body, message, and field errors as `path: message`.
type Case = (&'static str, &'static str, &'static [&'static str]);

const REFUSED: &str = "The server refused some of the values.";

const CASES: &[Case] = &[
    // Django REST Framework.
    (r#"{"detail": "Invalid token."}"#, "Invalid token.", &[]),
    (r#"{"detail": "Invalid token.", "code": "token_not_valid"}"#, "Invalid token.", &[]),
    (r#"{"scheduled_at": ["Must be in the future."]}"#, REFUSED, &["scheduled_at: Must be in the future."]),
    (
        r#"{"device_ids": ["Unknown.", "Too many."]}"#,
        REFUSED,
        &["device_ids: Unknown.", "device_ids: Too many."],
    ),
    (r#"{"device_ids": {"2": ["Unknown."]}}"#, REFUSED, &["device_ids[2]: Unknown."]),
    (r#"{"device_ids": [[], ["Unknown."]]}"#, REFUSED, &["device_ids[1]: Unknown."]),
    (
        r#"{"operation_data": {"timeout_minutes": ["At most 240."], "a.b": ["No."]}}"#,
        REFUSED,
        &["operation_data.timeout_minutes: At most 240.", "operation_data.a.b: No."],
    ),
    (r#"{"targets": [{}, {"name": ["Blank."]}]}"#, REFUSED, &["targets[1].name: Blank."]),
    (r#"[{}, {"device_id": ["Blank."]}]"#, REFUSED, &["[1].device_id: Blank."]),
    (r#"{"data": {"": ["Odd."]}}"#, "Odd.", &[]),
    (r#"{"non_field_errors": ["Overlaps with 12345."]}"#, "Overlaps with 12345.", &[]),
    (r#"{"operation_data": {"non_field_errors": ["Odd."]}}"#, REFUSED, &["operation_data: Odd."]),
    (r#"{"detail": "Busy.", "non_field_errors": ["Busy."]}"#, "Busy.", &[]),
    (r#"["One.", "Two."]"#, "One. Two.", &[]),
    (r#"{"detail": {"device_ids": ["Unknown."]}}"#, REFUSED, &["device_ids: Unknown."]),
    (
        r#"{"status": ["Not a choice."], "type": ["Blank."]}"#,
        REFUSED,
        &["status: Not a choice.", "type: Blank."],
    ),
    (
        r#"{"scheduled_at": [{"message": "Too early.", "code": "min"}]}"#,
        REFUSED,
        &["scheduled_at: Too early."],
    ),
    // FastAPI.
    (
        r#"{"detail": [{"type": "missing", "loc": ["body", "device_ids", 2], "msg": "Field required", "input": {"a": 1}}]}"#,
        REFUSED,
        &["device_ids[2]: Field required"],
    ),
    (r#"{"detail": [{"loc": ["body"], "msg": "Not an object"}]}"#, "Not an object", &[]),
    // Envelopes of all kinds.
    (r#"{"error": "No such device"}"#, "No such device", &[]),
    (r#"{"message": "No such device", "success": false, "data": null}"#, "No such device", &[]),
    (
        r#"{"error": {"code": "invalid", "message": "Bad settings", "fields": {"operation_data": {"x": ["No."]}}}}"#,
        "Bad settings",
        &["operation_data.x: No."],
    ),
    (
        r#"{"error": {"message": "Bad settings", "details": [{"field": "device_ids[0]", "issue": "-", "message": "No."}]}}"#,
        "Bad settings",
        &["device_ids[0]: No."],
    ),
    (r#"{"error": {"message": "Bad", "details": "Because."}}"#, "Bad Because.", &[]),
    (r#"{"errors": ["One.", {"message": "Two."}]}"#, "One. Two.", &[]),
    (r#"{"errors": {"scheduled_at": "Too early."}}"#, REFUSED, &["scheduled_at: Too early."]),
    (
        r#"{"errors": [{"source": {"pointer": "/data/attributes/priority"}, "detail": "No."}]}"#,
        REFUSED,
        &["priority: No."],
    ),
    (
        r#"{"type": "validation_error", "errors": [{"code": "invalid", "detail": "No.", "attr": "operation_data.x"}]}"#,
        REFUSED,
        &["operation_data.x: No."],
    ),
    (
        r##"{"type": "https://example.net/v", "title": "Not valid.", "status": 422, "instance": "/x",
            "errors": [{"detail": "must be positive", "pointer": "#/operation_data/retries"}]}"##,
        "Not valid.",
        &["operation_data.retries: must be positive"],
    ),
    (r#"{"title": "Conflict", "detail": "Overlaps.", "status": 409}"#, "Overlaps.", &[]),
    (
        r#"{"title": "Bad", "invalid-params": [{"name": "priority", "reason": "No."}]}"#,
        "Bad",
        &["priority: No."],
    ),
    (
        r#"{"timestamp": "2024", "status": 400, "error": "Bad Request", "message": "No body", "path": "/api"}"#,
        "No body",
        &[],
    ),
    (
        r#"{"detail": "Overlaps.", "conflicts": [{"device_id": "DEV-1", "operation_id": 12345}]}"#,
        "Overlaps.",
        &["conflicts[0].device_id: DEV-1", "conflicts[0].operation_id: 12345"],
    ),
    // The same field name, whichever form was sent.
    (r#"{"data": {"operation_data": {"x": ["No."]}}}"#, REFUSED, &["operation_data.x: No."]),
    (r#"{"data": ["Not JSON."]}"#, REFUSED, &["data: Not JSON."]),
    (r#"{"parameters": {"retention_days": ["No."]}}"#, REFUSED, &["operation_data.retention_days: No."]),
    (r#"{"device_id": ["No such device."]}"#, REFUSED, &["device_id: No such device."]),
    // Not objects, not JSON.
    (r#""Just a text""#, "Just a text", &[]),
    ("upstream connect error", "upstream connect error", &[]),
    ("<html><head><title>400 Bad\nRequest</title></head><body>x</body></html>", "400 Bad Request", &[]),
    ("<!doctype html><h1>Blocked <i>here</i></h1>", "Blocked here", &[]),
    (r#"{"detail": "<p>Not <b>so</b></p>"}"#, "Not so", &[]),
    // No usable text.
    ("", "The server could not make sense of the request.", &[]),
    ("{}", "The server could not make sense of the request.", &[]),
    ("null", "The server could not make sense of the request.", &[]),
    ("17", "The server could not make sense of the request.", &[]),
    ("{\"detail\": \"cut sho", "The server could not make sense of the request.", &[]),
    ("<html><body>no title</body></html>", "The server could not make sense of the request.", &[]),
    ("\u{1}\u{2}PNG", "The server could not make sense of the request.", &[]),
    (
        r#"{"detail": "", "retry_after": 30, "ok": false}"#,
        "The server could not make sense of the request.",
        &[],
    ),
    (r#"{"detail": "Still read.", "x": 1e999}"#, "Still read.", &[]),
];

#[test]
fn every_shape_gives_a_message_and_fields() {
    for (body, message, fields) in CASES {
        let error = read(400, body);
        let found: Vec<_> =
            error.fields.iter().map(|field| format!("{}: {}", field.path, field.message)).collect();
        assert_eq!(
            (error.message.as_str(), found.as_slice()),
            (*message, &*fields.iter().map(|f| f.to_string()).collect::<Vec<_>>()),
            "{body}"
        );
        assert_eq!(error.status, 400);
    }
}

#[test]
fn an_empty_answer_has_the_default_message_of_its_status() {
    assert_eq!(read(401, "").message, "The API token is missing, wrong or expired.");
    assert_eq!(read(409, "").message, "This conflicts with an operation that already exists.");
    assert_eq!(read(418, " ").message, "The server refused the request (status 418).");
    assert_eq!(
        read(409, r#"{"device_ids": ["Busy."]}"#).message,
        "This conflicts with an operation that already exists."
    );
}

#[test]
fn the_endpoint_keeps_its_name() {
    assert_eq!(
        read(500, r#"{"error": {"message": "x", "request_id": "r-1"}}"#).request_id.as_deref(),
        Some("r-1")
    );
    assert_eq!(read(500, r#"{"traceId": 7, "title": "x"}"#).request_id.as_deref(), Some("7"));
    assert_eq!(read(500, r#"{"detail": "x"}"#).request_id, None);
}

#[test]
fn a_refusal_by_a_csrf_check_says_so() {
    let page = "<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>Forbidden <span>(403)</span></h1>\
        <p>CSRF verification failed. Request aborted.</p></body></html>";
    for (body, said) in
        [(page, "403 Forbidden"), (r#"{"detail": "CSRF Failed: CSRF cookie not set."}"#, "cookie not set.")]
    {
        let message = read(403, body).message;
        assert!(message.contains("CSRF check") && message.contains("readCookies"), "{message}");
        assert!(message.ends_with(said), "{message}");
    }
    let sign_in = "<html><title>Sign in</title><input name='csrfmiddlewaretoken'><script src='X-CSRFToken.js'></script>";
    for (status, body) in [(403, sign_in), (403, r#"{"detail": "Not yours."}"#), (400, page)] {
        assert!(!read(status, body).message.contains("CSRF check"), "{body}");
    }
}

#[test]
fn a_page_is_never_shown_as_text() {
    let page = "Warning: <b>deprecated</b> in /srv/index.php";
    assert!(
        !ApiError::from_response(500, Some("text/html; charset=utf-8"), page.as_bytes())
            .message
            .contains('<')
    );
    assert_eq!(ApiError::from_response(500, Some("text/plain"), b"a < b").message, "a < b");
}

#[test]
fn long_answers_are_cut() {
    let long = "word ".repeat(1000);
    for body in [
        long.clone(),
        format!(r#"{{"detail": "{long}"}}"#),
        format!(r#"{{"detail": ["{long}", "{long}x"]}}"#),
    ] {
        let message = read(500, &body).message;
        assert_eq!(message.chars().count(), 500);
        assert!(message.ends_with('…'));
    }
    let many = format!("{{\"device_ids\": [{}\"x\"]}}", "\"no\",".repeat(5000));
    assert_eq!(read(400, &many).fields.len(), 200);
}
