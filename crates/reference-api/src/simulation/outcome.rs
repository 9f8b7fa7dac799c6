//! Contents of `operation_data`: the parameters of generated requests, and what a run adds to them.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::kinds;

/// Realistic parameters for a type.
pub fn request(kind: &str, rng: &mut Rng) -> Map<String, Value> {
    let value = match kind {
        "firmware_update" => json!({
            "firmware_version": one_of(rng, ["2.4.1", "2.5.0", "2.5.1", "2.4.0"]),
            "create_backup": rng.u8(..10) > 0,
            "rollback_on_failure": rng.bool(),
            "timeout_minutes": one_of(rng, [30, 45, 60]),
        }),
        "config_sync" => json!({
            "config_template": one_of(rng, ["standard_router_config", "branch_office_v3", "hardened_edge", "guest_wifi"]),
            "create_backup": true,
            "validate_before_apply": rng.bool(),
        }),
        "backup_configuration" => json!({
            "backup_location": "s3://backups/devices/",
            "compression": true,
            "retention_days": one_of(rng, [30, 90, 365]),
        }),
        "health_check" => json!({ "checks": ["cpu", "memory", "temperature", "uplink"], "threshold": 80 }),
        "diagnostics" => {
            json!({ "level": one_of(rng, ["basic", "extended", "full"]), "timeout_minutes": 20 })
        }
        _ => json!({}),
    };
    let mut data = into_map(value);
    data.insert("estimated_duration".to_owned(), Value::String(kinds::clock_face(kinds::of(kind).estimate)));
    data
}

/// Adds the results of a completed operation.
pub fn complete(kind: &str, data: &mut Map<String, Value>, luck: u64) {
    let mut rng = Rng::with_seed(luck);
    let report = match kind {
        "config_sync" => json!({ "config_changes": rng.u8(0..12), "sync_source": "master_template" }),
        "backup_configuration" => {
            json!({ "backup_size_bytes": rng.u32(12_000..900_000), "checksum": format!("{:016x}", rng.u64(..)) })
        }
        "health_check" => json!({ "health_score": rng.u8(80..=100), "warnings": rng.u8(0..3) }),
        "status_check" => json!({ "uptime_seconds": rng.u32(600..9_000_000), "reachable": true }),
        "diagnostics" => json!({ "report_url": format!("https://reports.example.org/{:08x}", rng.u32(..)) }),
        _ => json!({}),
    };
    data.extend(into_map(report));
}

/// Records the requested backup. Returns whether one was requested.
pub fn back_up(data: &mut Map<String, Value>) -> bool {
    let requested = data.get("create_backup") == Some(&Value::Bool(true));
    if requested {
        data.insert("backup_created".to_owned(), Value::Bool(true));
    }
    requested
}

/// Adds the results of a failed operation.
pub fn fail(data: &mut Map<String, Value>, reason: &str, started: bool) {
    data.insert("failure_reason".to_owned(), Value::String(reason.to_owned()));
    if started && data.get("rollback_on_failure") == Some(&Value::Bool(true)) {
        data.insert("rolled_back".to_owned(), Value::Bool(true));
    }
}

/// Parses the text of a row; an invalid one gives an empty object.
pub fn read(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Serializes for a row.
pub fn write(data: Map<String, Value>) -> String {
    Value::Object(data).to_string()
}

fn one_of<T: Copy, const N: usize>(rng: &mut Rng, choices: [T; N]) -> T {
    choices[rng.usize(..N)]
}

fn into_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
