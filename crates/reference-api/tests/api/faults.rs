//! The control endpoints: faults and the request log.

use std::time::{Duration, Instant};

use crate::server::{OPERATIONS, Server, config};
use serde_json::json;

#[test]
fn a_fault_applies_to_the_next_matching_request() {
    let server = Server::start(&[]);
    server.control(
        "faults",
        json!({"next": [
            {"match": "POST", "status": 500, "body": "<html>proxy</html>", "content_type": "text/html"},
            {"match": "GET", "status": 429, "retry_after": "7", "times": 2},
        ]}),
    );
    for _ in 0..2 {
        let limited = server.get(OPERATIONS);
        assert_eq!((limited.status, limited.header("retry-after")), (429, Some("7")));
        assert!(limited.json()["detail"].is_string());
    }
    assert_eq!(server.get(OPERATIONS).status, 200);
    let failed = server.post(&server.status_check("DEV-001"));
    assert_eq!(
        (failed.status, failed.text.as_str(), failed.header("content-type")),
        (500, "<html>proxy</html>", Some("text/html"))
    );
    assert_eq!(server.post(&server.status_check("DEV-001")).status, 201);
}

#[test]
fn an_answer_can_be_lost_before_and_after_the_effect() {
    let server = Server::start(&[]);
    let headers = [("authorization", "Bearer demo-token"), ("content-type", "application/json")];
    for (when, device, rows) in [("before", "DEV-001", 0), ("after", "DEV-001", 1), ("midway", "DEV-002", 2)]
    {
        server.control("faults", json!({"next": [{"match": "POST", "drop": when}]}));
        let body = server.status_check(device).to_string();
        assert!(server.try_call("POST", OPERATIONS, &headers, &body).is_err(), "{when}");
        assert_eq!(server.list("")["count"], rows, "{when}");
    }
}

#[test]
fn an_answer_can_be_late_or_cut() {
    let server = Server::start(&["--history", "20"]);
    server.control("faults", json!({"next": [{"match": "*", "truncate": true, "delay_ms": 300}]}));
    let begin = Instant::now();
    let cut = server.get(OPERATIONS);
    assert!(begin.elapsed() >= Duration::from_millis(300));
    assert_eq!(cut.status, 200);
    assert!(serde_json::from_str::<serde_json::Value>(&cut.text).is_err());
    server.control("faults", json!({"next": [{"match": "*", "status": 500, "times": 99}]}));
    assert_eq!(server.call("DELETE", "/__control/faults", &[], "").status, 204);
    assert_eq!(server.get(OPERATIONS).status, 200);
}

#[test]
fn rows_can_be_put_on_top_and_held() {
    let server = Server::start(&["--history", "20"]);
    let ids = server
        .control(
            "insert",
            json!({"count": 3, "status": "in_progress", "progress": 42, "operation_type": "get"}),
        )
        .json();
    let page = server.list("?limit=3");
    assert_eq!(page["count"], 23);
    assert_eq!(page["results"][0]["id"], ids["ids"][2]);
    assert_eq!(
        (&page["results"][0]["progress_percentage"], &page["results"][0]["operation_type"]),
        (&json!(42), &json!("get"))
    );
    server.control("clock", json!({"advance_seconds": 3600}));
    assert_eq!(server.list("?limit=3")["results"], page["results"], "held");
    server.control("operation", json!({"id": ids["ids"][0], "status": "rebooting", "progress": 50}));
    let row = server.list(&format!("?id={}", ids["ids"][0].as_str().unwrap()))["results"][0].clone();
    assert_eq!((&row["status"], &row["progress_percentage"]), (&json!("rebooting"), &json!(50)));
    server.control("operation", json!({"id": ids["ids"][1], "status": "in_progress", "run": true}));
    server.control("clock", json!({"advance_seconds": 3600}));
    let row = server.list(&format!("?id={}", ids["ids"][1].as_str().unwrap()))["results"][0].clone();
    assert!(row["completed_at"].is_string());
}

#[test]
fn the_log_has_requests_and_no_tokens() {
    let server = Server::start(&[]);
    server.get(&format!("{OPERATIONS}?limit=5"));
    server.control("faults", json!({"next": [{"match": "GET", "drop": "before"}]}));
    let _ = server.try_call("GET", OPERATIONS, &[("authorization", "Bearer demo-token")], "");
    let log = server.get("/__control/requests");
    let entries = log.json();
    assert_eq!(
        (&entries[0]["url"], &entries[0]["status"]),
        (&json!(format!("{OPERATIONS}?limit=5")), &json!(200))
    );
    assert_eq!((&entries[1]["method"], &entries[1]["status"]), (&json!("GET"), &json!(0)));
    assert!(!log.text.contains("demo-token"));
    server.call("DELETE", "/__control/requests", &[], "");
    assert_eq!(server.get("/__control/requests").json(), json!([]));
}

#[test]
fn without_the_flag_there_is_no_control() {
    let config = config(&["--history", "0", "--quiet-fleet"]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let running = runtime.block_on(reference_api::server::start(config)).unwrap();
    let url = format!("http://{}/__control/faults", running.address);
    let refused = ureq::delete(&url).call().unwrap_err();
    assert!(matches!(refused, ureq::Error::StatusCode(404)), "{refused}");
    runtime.block_on(running.stop());
}
