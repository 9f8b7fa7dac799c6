//! Static files beside the API.

use std::fs;

use crate::server::Server;
use serde_json::json;
use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("index.html", b"<!doctype html><title>the app</title>");
    write("app-0123456789abcdef.js", "let a = 1;\n".repeat(200).as_bytes());
    write("app-0123456789abcdef_bg.wasm", b"\0asm\x01\0\0\0");
    write("app-0123456789abcdef_bg.wasm.br", b"precompressed");
    write("config.json", b"{\"of\": \"the folder\"}");
    folder
}

fn serve(folder: &TempDir, flags: &[&str]) -> Server {
    let mut all = vec!["--dist", folder.path().to_str().unwrap()];
    all.extend(flags);
    Server::start(&all)
}

const HTML: (&str, &str) = ("accept", "text/html,*/*;q=0.8");

#[test]
fn hashed_names_are_immutable_and_others_revalidated() {
    let folder = folder();
    let server = serve(&folder, &[]);
    let script = server.call("GET", "/app-0123456789abcdef.js", &[], "");
    assert_eq!(script.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(script.header("content-type"), Some("text/javascript"));
    for path in ["/", "/index.html", "/config.json", "/gone-0123456789abcdef.js"] {
        let answer = server.call("GET", path, &[], "");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
    }
}

#[test]
fn every_file_has_the_security_headers() {
    let folder = folder();
    let server = serve(&folder, &[]);
    let stated = include_str!("../../../../deploy/security-headers.txt");
    for path in ["/", "/app-0123456789abcdef.js", "/missing.js"] {
        let answer = server.call("GET", path, &[], "");
        for line in stated.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (name, value) = line.split_once(": ").unwrap();
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
    }
}

#[test]
fn compressed_files_are_used_and_others_compressed() {
    let folder = folder();
    let server = serve(&folder, &[]);
    let wasm = server.call("GET", "/app-0123456789abcdef_bg.wasm", &[("accept-encoding", "br")], "");
    assert_eq!((wasm.text.as_str(), wasm.header("content-encoding")), ("precompressed", Some("br")));
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    let plain = server.call("GET", "/app-0123456789abcdef_bg.wasm", &[("accept-encoding", "identity")], "");
    assert_eq!((plain.text.len(), plain.header("content-encoding")), (8, None));
    let script = server.call("GET", "/app-0123456789abcdef.js", &[("accept-encoding", "gzip")], "");
    assert_eq!(script.header("content-encoding"), Some("gzip"));
}

#[test]
fn addresses_within_the_app_get_its_page_and_missing_files_do_not() {
    let folder = folder();
    let server = serve(&folder, &[]);
    let page = server.call("GET", "/operations/12345", &[HTML], "");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html")));
    assert!(page.text.contains("the app"));
    assert_eq!(server.call("GET", "/missing.js", &[("accept", "*/*")], "").status, 404);
    for path in ["/api/v1/nothing", "/__control/nothing", "/api/"] {
        let answer = server.call("GET", path, &[HTML], "");
        assert_eq!((answer.status, answer.json()), (404, json!({"detail": "Not found."})), "{path}");
    }
    assert_ne!(server.call("GET", "/../Cargo.toml", &[], "").status, 200);
}

#[test]
fn the_configuration_can_come_from_the_flags() {
    let folder = folder();
    let given = r#"{"apiBaseUrl": "/api/v1", "token": "demo-token"}"#;
    let server = serve(&folder, &["--app-config", given]);
    let answer = server.call("GET", "/config.json", &[], "");
    assert_eq!((answer.text.as_str(), answer.header("content-type")), (given, Some("application/json")));
    assert!(answer.header("content-security-policy").is_some());
    let file = folder.path().join("other.json");
    fs::write(&file, "{\"from\": \"a file\"}").unwrap();
    let server = serve(&folder, &["--app-config", file.to_str().unwrap()]);
    assert_eq!(server.call("GET", "/config.json", &[], "").json(), json!({"from": "a file"}));
}

#[test]
fn health_and_openapi_are_served() {
    let server = Server::start(&[]);
    assert_eq!(server.call("GET", "/healthz", &[], "").json(), json!({"status": "ok"}));
    let document = server.call("GET", "/openapi.json", &[], "").json();
    assert!(document["paths"].get("/api/v1/inventory_device/").is_some());
    assert!(!document.to_string().contains("__control"));
}
