//! `GET`: shapes, order, pages, tokens.

use std::collections::HashSet;

use crate::server::{DEVICES, OPERATIONS, Server};
use serde_json::{Value, json};

#[test]
fn a_row_has_the_fields_of_the_api_page_and_no_others() {
    let server = Server::start(&["--history", "5"]);
    let page = server.list("?limit=1");
    let row = page["results"][0].as_object().unwrap();
    let mut fields: Vec<_> = row.keys().map(String::as_str).collect();
    fields.sort_unstable();
    let mut expected = vec![
        "id",
        "operation_type",
        "device_id",
        "device_name",
        "device_serial",
        "status",
        "scheduled_at",
        "started_at",
        "completed_at",
        "progress_percentage",
        "operation_data",
        "created_at",
        "updated_at",
    ];
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert!(row["id"].is_string() && row["operation_data"].is_object());
    assert!(row["created_at"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn the_previous_revision_has_its_own_row() {
    let server = Server::start(&["--history", "30", "--revision", "previous"]);
    let page = server.list("?limit=100");
    let rows = page["results"].as_array().unwrap();
    let ids: HashSet<_> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 30, "one device an operation");
    for row in rows {
        assert!(row["id"].as_str().unwrap().starts_with("op_"));
        assert!(row["device_id"].as_str().unwrap().starts_with("dev_"));
        assert!(row["parameters"].is_object() && row.get("operation_data").is_none());
        assert!(row.get("progress_percentage").is_none() && row["operation_type"] != "config_sync");
    }
    let id = rows[3]["id"].as_str().unwrap();
    assert_eq!(server.list(&format!("?id={id}"))["results"], json!([rows[3]]));
}

#[test]
fn pages_follow_each_other_without_loss_or_double() {
    let server = Server::start(&["--history", "45"]);
    let first = server.list("");
    assert_eq!((first["count"].as_u64(), first["results"].as_array().unwrap().len()), (Some(45), 20));
    assert_eq!(first["previous"], Value::Null);
    let (mut seen, mut created, mut next) =
        (HashSet::new(), "9999".to_owned(), Some(format!("{}{OPERATIONS}", server.url)));
    let mut pages = 0;
    while let Some(url) = next {
        let page = server.get(url.strip_prefix(&server.url).unwrap()).json();
        for row in page["results"].as_array().unwrap() {
            assert!(seen.insert((row["id"].to_string(), row["device_id"].to_string())));
            let at = row["created_at"].as_str().unwrap().to_owned();
            assert!(at <= created, "newest first");
            created = at;
        }
        next = page["next"].as_str().map(str::to_owned);
        pages += 1;
    }
    assert_eq!((seen.len(), pages), (45, 3));
}

#[test]
fn limits_are_capped_and_nonsense_is_ignored() {
    let server = Server::start(&["--history", "130"]);
    for (query, rows) in [
        ("?limit=1000", 100),
        ("?limit=nonsense", 20),
        ("?limit=0", 20),
        ("?limit=7", 7),
        ("?offset=125", 5),
        ("?offset=-3", 20),
        ("?offset=1000000", 0),
    ] {
        assert_eq!(server.list(query)["results"].as_array().unwrap().len(), rows, "{query}");
    }
    assert!(server.list("?limit=1000")["next"].as_str().unwrap().contains("limit=100&offset=100"));
}

#[test]
fn an_id_finds_the_rows_of_its_transaction() {
    let server = Server::start(&[]);
    let mut body = server.status_check("DEV-003");
    body["device_ids"] = json!(["DEV-003", "DEV-001", "DEV-002"]);
    let id = server.post(&body).json()["id"].as_str().unwrap().to_owned();
    server.post(&server.status_check("DEV-009"));
    let page = server.list(&format!("?id={id}"));
    let devices: Vec<_> =
        page["results"].as_array().unwrap().iter().map(|row| row["device_id"].as_str().unwrap()).collect();
    assert_eq!(devices, ["DEV-003", "DEV-001", "DEV-002"]);
    assert_eq!(server.list("")["results"].as_array().unwrap()[1..], *page["results"].as_array().unwrap());
    assert_eq!(server.list("?id=77")["count"], 0);
    assert_eq!(server.list("?id=%27%20OR%201%3D1")["count"], 0);
}

#[test]
fn a_token_is_required() {
    let server = Server::start(&["--token", "no=none,yes=full"]);
    for (header, status) in
        [("Bearer no", 403), ("Bearer yes", 200), ("Bearer other", 401), ("Token yes", 401)]
    {
        let answer = server.call("GET", OPERATIONS, &[("authorization", header)], "");
        assert_eq!(answer.status, status, "{header}");
        if status == 401 {
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        }
    }
    let answer = server.call("GET", DEVICES, &[], "");
    assert_eq!(answer.json(), json!({"detail": "Authentication credentials were not provided."}));
}

#[test]
fn the_slash_at_the_end_matters() {
    let server = Server::start(&[]);
    let bare = OPERATIONS.trim_end_matches('/');
    let answer = server.get(&format!("{bare}?limit=5"));
    assert_eq!(
        (answer.status, answer.header("location")),
        (301, Some(format!("{OPERATIONS}?limit=5").as_str()))
    );
    assert_eq!(server.call("POST", bare, &[("content-type", "application/json")], "{}").status, 404);
    assert_eq!(server.get("/api/v1/nothing/").json(), json!({"detail": "Not found."}));
    let answer = server.call("DELETE", OPERATIONS, &[], "");
    assert_eq!((answer.status, answer.header("allow").is_some()), (405, true));
    assert_eq!(answer.json()["detail"], "Method \"DELETE\" not allowed.");
}

#[test]
fn every_answer_has_a_number_and_a_date() {
    let server = Server::start(&["--allow-origin", "https://portal.example"]);
    server.control("clock", json!({"advance_seconds": 86_400 * 400}));
    let answer = server.call("GET", OPERATIONS, &[("origin", "https://portal.example")], "");
    assert!(answer.header("x-request-id").is_some());
    let year = &server.minutes_ahead(0)[..4];
    assert!(answer.header("date").unwrap().contains(year), "the date is the simulation's");
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://portal.example"));
    let exposed = answer.header("access-control-expose-headers").unwrap().to_lowercase();
    assert!(["date", "retry-after", "x-request-id"].iter().all(|name| exposed.contains(name)), "{exposed}");
    let headers = [
        ("origin", "https://portal.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    let preflight = server.call("OPTIONS", OPERATIONS, &headers, "");
    assert_eq!(preflight.status, 200);
    assert!(preflight.header("access-control-allow-headers").unwrap().contains("authorization"));
    let other = server.call("GET", OPERATIONS, &[("origin", "https://elsewhere.example")], "");
    assert_eq!(other.header("access-control-allow-origin"), None);
}

#[test]
fn devices_are_listed_and_filtered() {
    let server = Server::start(&["--fleet", "200"]);
    let page = server.get(&format!("{DEVICES}?limit=100")).json();
    assert_eq!(page["count"], 200);
    let first = &page["results"][0];
    assert_eq!(
        (first["device_id"].as_str(), first["device_serial"].as_str()),
        (Some("DEV-001"), Some("RT-789-XYZ"))
    );
    let (mut total, mut offline) = (0, 0);
    for status in ["online", "offline"] {
        let page = server.get(&format!("{DEVICES}?status={status}&limit=100")).json();
        assert!(page["results"].as_array().unwrap().iter().all(|device| device["status"] == status));
        total += page["count"].as_u64().unwrap();
        offline = page["count"].as_u64().unwrap();
    }
    assert!(total == 200 && (4..30).contains(&offline), "{offline} offline");
    let routers = server.get(&format!("{DEVICES}?type=router&organization=Northwind%20Europe")).json();
    assert!(
        routers["results"]
            .as_array()
            .unwrap()
            .iter()
            .all(|d| d["device_type"] == "router" && d["organization"] == "Northwind Europe")
    );
    assert!(routers["count"].as_u64().unwrap() > 0);
    assert_eq!(server.get(&format!("{DEVICES}?status=broken")).json()["count"], 0);
}

/// A million rows take about 8 s in an optimized build. This uses the same code, whose cost is the same at every offset.
#[test]
fn a_long_history_can_be_read_to_its_end() {
    let begin = std::time::Instant::now();
    let server = Server::start(&["--history", "20000", "--fleet", "300"]);
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    let page = server.list("?limit=100&offset=19950");
    assert_eq!((page["count"].as_u64(), page["results"].as_array().unwrap().len()), (Some(20_000), 50));
    assert_eq!((&page["results"][49]["id"], &page["next"]), (&json!("10001"), &Value::Null));
}
