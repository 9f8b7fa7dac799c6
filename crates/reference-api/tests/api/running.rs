//! The simulation, including restarts, and notifications.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::mpsc,
};

use crate::server::{Server, config, wait};
use serde_json::{Value, json};

fn schedule(server: &Server, kind: &str, changes: Value) -> String {
    let mut body =
        json!({"operation_type": kind, "device_ids": ["DEV-001"], "scheduled_at": server.minutes_ahead(0)});
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    let answer = server.post(&body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// Runs transactions until an operation on DEV-001 ends with `status`. The seed decides, so it may take several.
fn run_until(server: &Server, kind: &str, status: &str, changes: Value) -> Value {
    for _ in 0..400 {
        let id = schedule(server, kind, changes.clone());
        server.control("clock", json!({"advance_seconds": 1000}));
        let row = server.list(&format!("?id={id}"))["results"][0].clone();
        if row["status"] == status {
            return row;
        }
    }
    panic!("never {status}");
}

#[test]
fn an_operation_starts_moves_and_completes() {
    let server = Server::start(&["--speed", "20"]);
    let id = schedule(&server, "other_kind", json!({}));
    let query = format!("?id={id}");
    let moving = server.wait_for(&query, |page| page["results"][0]["status"] == "in_progress");
    assert!(moving["results"][0]["started_at"].is_string());
    let before = moving["results"][0]["progress_percentage"].as_i64().unwrap();
    let later =
        server.wait_for(&query, |page| page["results"][0]["progress_percentage"].as_i64().unwrap() > before);
    assert!(later["results"][0]["updated_at"].as_str() > moving["results"][0]["updated_at"].as_str());
    let done = server.wait_for(&query, |page| page["results"][0]["completed_at"].is_string());
    assert!(["completed", "failed"].contains(&done["results"][0]["status"].as_str().unwrap()));
}

#[test]
fn some_fail_by_the_seed_with_a_reason() {
    let server = Server::start(&[]);
    let data = json!({"operation_data": {"firmware_version": "3.0.0", "create_backup": true, "rollback_on_failure": true}});
    let failed = run_until(&server, "firmware_update", "failed", data.clone());
    assert!(failed["operation_data"]["failure_reason"].is_string());
    assert_eq!(failed["operation_data"]["rolled_back"], true);
    assert!(failed["progress_percentage"].as_i64().unwrap() < 100);
    let done = run_until(&server, "firmware_update", "completed", data);
    assert_eq!(
        (&done["operation_data"]["backup_created"], &done["progress_percentage"]),
        (&json!(true), &json!(100))
    );
    let device = server.get("/api/v1/inventory_device/?limit=1").json()["results"][0].clone();
    assert_eq!(device["firmware_version"], "3.0.0");
}

#[test]
fn a_device_that_is_off_keeps_its_operation_waiting() {
    let server = Server::start(&[]);
    server.control("device", json!({"device_id": "DEV-001", "online": false}));
    let id = schedule(&server, "status_check", json!({"operation_data": {"timeout_minutes": 5}}));
    server.control("clock", json!({"advance_seconds": 60}));
    let query = format!("?id={id}");
    assert_eq!(server.list(&query)["results"][0]["status"], "pending");
    server.control("clock", json!({"advance_seconds": 300}));
    let row = server.list(&query)["results"][0].clone();
    assert_eq!((&row["status"], &row["started_at"]), (&json!("failed"), &Value::Null));
    assert!(row["operation_data"]["failure_reason"].as_str().unwrap().contains("5 minutes"));
}

#[test]
fn a_restart_loses_nothing_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("kept.sqlite");
    let flags = ["--database", database.to_str().unwrap(), "--history", "25"];
    let server = Server::start(&flags);
    server.control("clock", json!({"advance_seconds": 7200}));
    let id = schedule(&server, "diagnostics", json!({}));
    server.control("clock", json!({"advance_seconds": 40}));
    let query = format!("?id={id}");
    let before = server.list(&query)["results"][0].clone();
    assert_eq!(before["status"], "in_progress");
    let now = server.minutes_ahead(0);
    server.stop();

    let server = Server::start(&flags);
    assert!(server.minutes_ahead(0) >= now, "the clock does not go back");
    let after = server.list(&query)["results"][0].clone();
    assert_eq!((&after["status"], &after["started_at"]), (&before["status"], &before["started_at"]));
    assert!(after["progress_percentage"].as_i64() >= before["progress_percentage"].as_i64());
    assert_eq!(server.list("")["count"], 26);
    server.control("clock", json!({"advance_seconds": 600}));
    assert!(server.list(&query)["results"][0]["completed_at"].is_string());
}

#[test]
fn operations_that_ended_during_downtime_have_their_time() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("kept.sqlite");
    let flags = ["--database", database.to_str().unwrap()];
    let server = Server::start(&flags);
    let id = schedule(&server, "status_check", json!({}));
    let scheduled = server.list(&format!("?id={id}"))["results"][0]["scheduled_at"].clone();
    server.stop();
    // Simulate that the machine was off for a day.
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('clock_ahead', '86400000')", []).unwrap();
    drop(connection);

    let server = Server::start(&flags);
    let row = server.list(&format!("?id={id}"))["results"][0].clone();
    let minutes = |value: &Value| {
        chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap().timestamp() / 60
    };
    assert!((0..=1).contains(&(minutes(&row["completed_at"]) - minutes(&scheduled))), "{row}");
}

#[test]
fn a_webhook_is_called_again_until_it_is_received() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = receiver.local_addr().unwrap();
    let (sender, received) = mpsc::channel();
    std::thread::spawn(move || {
        for (attempt, stream) in receiver.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut length, mut head) = (String::new(), 0, String::new());
            while reader.read_line(&mut line).unwrap() > 2 {
                if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                head.push_str(&line);
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let code = if attempt == 0 { "503 Busy" } else { "204 Fine" };
            write!(stream, "HTTP/1.1 {code}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").unwrap();
            sender.send((head, String::from_utf8(body).unwrap())).unwrap();
        }
    });
    let server = Server::start(&[]);
    let id = schedule(
        &server,
        "status_check",
        json!({"notification_settings": {"webhook_url": format!("http://{address}/hook")}}),
    );
    server.control("clock", json!({"advance_seconds": 60}));
    let patience = std::time::Duration::from_secs(10);
    let (head, first) = received.recv_timeout(patience).unwrap();
    assert!(head.starts_with("POST /hook ") && head.to_lowercase().contains("application/json"), "{head}");
    let (_, second) = received.recv_timeout(patience).unwrap();
    assert_eq!(first, second);
    let row = server.list(&format!("?id={id}"))["results"][0].clone();
    assert_eq!(serde_json::from_str::<Value>(&second).unwrap(), row);
    assert!(received.recv_timeout(std::time::Duration::from_secs(2)).is_err(), "received is received");
}

#[test]
fn mails_are_written_only_on_request() {
    let spool = tempfile::tempdir().unwrap();
    let server = Server::start(&["--spool", spool.path().to_str().unwrap()]);
    let done = run_until(
        &server,
        "status_check",
        "completed",
        json!({"notification_settings": {"email_on_completion": true}}),
    );
    run_until(
        &server,
        "status_check",
        "completed",
        json!({"notification_settings": {"email_on_failure": true}}),
    );
    let mails = wait(|| {
        let mails = server.get("/__control/spool").json();
        (!mails.as_array().unwrap().is_empty()).then_some(mails)
    });
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(server.get("/__control/spool").json(), mails, "one was requested, the other was not");
    let text = mails[0]["text"].as_str().unwrap();
    assert!(text.contains("Subject: status_check completed on Production Router A"), "{text}");
    assert!(text.contains(done["id"].as_str().unwrap()) && text.contains("To: operator@example.org"));
    assert!(mails[0]["name"].as_str().unwrap().ends_with(".eml"));
}

#[test]
fn a_simulated_fleet_has_operations_in_every_state() {
    let mut config = config(&["--history", "200"]);
    config.status_delay = 0;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(reference_api::state::App::open(config)).unwrap();
    let rows = |app: &reference_api::state::App| {
        let store = app.store.clone();
        runtime
            .block_on(store.read(|connection| reference_api::store::operations::page(connection, 10_000, 0)))
            .unwrap()
            .1
    };
    let now = app.clock.now();
    let at_first = rows(&app);
    let lately = |status: &str| {
        let hours = 4 * reference_api::clock::HOUR;
        at_first
            .iter()
            .filter(|r| r.operation.status == status && r.operation.updated_at > now - hours)
            .count()
    };
    assert!((9..=15).contains(&lately("in_progress")), "{} running", lately("in_progress"));
    assert!(lately("failed") >= 3 && lately("pending") >= 2, "{} {}", lately("failed"), lately("pending"));
    assert!(at_first.windows(2).all(|pair| pair[0].operation.created_at >= pair[1].operation.created_at));
    // One day in steps of ten minutes: the number of operations must neither run out nor grow without bound.
    for _ in 0..144 {
        runtime.block_on(reference_api::simulation::tick(&app)).unwrap();
        app.clock.advance(10 * reference_api::clock::MINUTE);
    }
    runtime.block_on(reference_api::simulation::tick(&app)).unwrap();
    let rows = rows(&app);
    let having = |status: &str| rows.iter().filter(|row| row.operation.status == status).count();
    assert!((24..400).contains(&having("scheduled")), "{} to come", having("scheduled"));
    assert!(having("in_progress") <= 60, "{} running", having("in_progress"));
    assert!(having("completed") > 300 && having("failed") > 5 && having("cancelled") > 0);
}

#[test]
fn mails_go_out_by_a_server_where_there_is_one() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", receiver.local_addr().unwrap());
    let (sender, received) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = receiver.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        stream.write_all(b"220 ready\r\n").unwrap();
        let (mut line, mut talk, mut data) = (String::new(), String::new(), false);
        while reader.read_line(&mut line).unwrap_or(0) > 0 {
            let answer = match line.trim_end() {
                "DATA" => {
                    data = true;
                    "354 go on"
                }
                "." => {
                    data = false;
                    sender.send(talk.clone()).unwrap();
                    "250 taken"
                }
                _ if data => "",
                _ => "250 well",
            };
            if !answer.is_empty() {
                write!(stream, "{answer}\r\n").unwrap();
            }
            talk.push_str(&line);
            line.clear();
        }
    });
    let server = Server::start(&["--smtp", &url, "--mail-to", "night.shift@example.org"]);
    let both = json!({"email_on_completion": true, "email_on_failure": true});
    schedule(&server, "status_check", json!({"notification_settings": both}));
    server.control("clock", json!({"advance_seconds": 60}));
    let talk = received.recv_timeout(std::time::Duration::from_secs(10)).unwrap();
    assert!(
        talk.contains("RCPT TO:<night.shift@example.org>") && talk.contains("Subject: status_check"),
        "{talk}"
    );
}
