//! Synthetic operations with the shape and distribution of a large installation: 5000 devices, six types, one operation every 30 s,
//! newest first. Row `i` depends only on `i`.

use history::{History, Observation};

const DEVICES: u32 = 5000;
const TYPES: [&str; 6] =
    ["firmware_update", "config_sync", "backup_configuration", "reboot", "health_check", "status_check"];
const SITES: [&str; 8] = ["Production", "Backup", "Edge", "Core", "Lab", "Branch", "Campus", "Depot"];
const KINDS: [(&str, &str); 5] =
    [("Router", "RT"), ("Switch", "SW"), ("Gateway", "GW"), ("Firewall", "FW"), ("Access Point", "AP")];
/// 2024-01-15T12:00:00Z
pub const T0: i64 = 1_705_320_000_000;
/// The newest rows, which are still running.
pub const HOT: u32 = 100;

/// One operation, owned.
pub struct Row {
    id: String,
    kind: &'static str,
    device: (String, String, String),
    status: &'static str,
    times: [Option<i64>; 5],
    progress: u32,
    data: String,
}

fn mix(salt: u32, i: u32) -> u32 {
    let mut x = (20_240_115u32.wrapping_add(salt.wrapping_mul(7919)) ^ 0x9e37_79b9).wrapping_mul(0x85eb_ca6b)
        ^ i.wrapping_add(0x7f4a_7c15).wrapping_mul(0xc2b2_ae35);
    x ^= x >> 16;
    x = x.wrapping_mul(0x85eb_ca6b);
    x ^= x >> 13;
    x = x.wrapping_mul(0xc2b2_ae35);
    x ^ x >> 16
}

fn chance(salt: u32, i: u32) -> f64 {
    f64::from(mix(salt, i)) / 4_294_967_296.0
}

fn device(d: u32) -> (String, String, String) {
    let (kind, prefix) = KINDS[mix(77, d) as usize % KINDS.len()];
    let site = SITES[mix(78, d) as usize % SITES.len()];
    let s = mix(79, d);
    let letter = |n: u32| char::from(b'A' + (n % 26) as u8);
    (
        format!("DEV-{d:05}"),
        format!("{site} {kind} {}-{d:04}", letter(d % 6)),
        format!("{prefix}-{:03}-{}{}{}", s % 1000, letter(s >> 10), letter(s >> 15), letter(s >> 20)),
    )
}

fn data(kind: &str, i: u32) -> String {
    let version = format!("{}.{}.{}", 2 + mix(5, i) % 3, mix(6, i) % 10, mix(7, i) % 20);
    match kind {
        "firmware_update" => format!(
            r#"{{"firmware_version":"{version}","backup_created":{},"estimated_duration":"00:15:00"}}"#,
            chance(21, i) < 0.8
        ),
        "config_sync" => {
            format!(
                r#"{{"config_changes":{},"backup_created":true,"sync_source":"master_template"}}"#,
                mix(8, i) % 40
            )
        }
        "backup_configuration" => {
            r#"{"backup_location":"s3://backups/devices/","compression":true,"retention_days":30}"#.into()
        }
        "reboot" => format!(r#"{{"graceful":{},"timeout_minutes":10}}"#, chance(22, i) < 0.9),
        "health_check" => {
            format!(r#"{{"checks":["cpu","memory","disk"],"threshold":{}}}"#, 80 + mix(9, i) % 20)
        }
        _ => r#"{"timeout_minutes":5}"#.into(),
    }
}

impl Row {
    /// Row `i` (0 is the newest), at tick `t` of the running rows.
    pub fn new(i: u32, t: u32) -> Self {
        let kind = TYPES[mix(1, i) as usize % TYPES.len()];
        let created = T0 - i64::from(i) * 30_000;
        let scheduled = created + (chance(3, i) * 7.0 * 86_400.0) as i64 * 1000;
        let status = match chance(4, i) {
            _ if i < HOT => "in_progress",
            r if r < 0.80 => "completed",
            r if r < 0.88 => "failed",
            r if r < 0.91 => "cancelled",
            r if r < 0.96 => "pending",
            r if r < 0.995 => "scheduled",
            _ => "in_progress",
        };
        let started = scheduled + 5000 + i64::from(mix(10, i) % 20) * 1000;
        let done = started + i64::from(30 + mix(11, i) % 1500) * 1000;
        let waiting = matches!(status, "pending" | "scheduled");
        let progress = match status {
            "completed" => 100,
            _ if waiting => 0,
            _ => (mix(12, i) % 100 + if i < HOT { 7 * t } else { 0 }) % 100,
        };
        let updated = if i < HOT { T0 + i64::from(t) * 5000 } else { done };
        Self {
            id: format!("op_{}", 10_000_000 - i),
            kind,
            device: device(mix(2, i) % DEVICES),
            status,
            times: [
                Some(scheduled),
                (!waiting).then_some(started),
                matches!(status, "completed" | "failed").then_some(done),
                Some(created),
                Some(updated),
            ],
            progress,
            data: data(kind, i),
        }
    }

    /// The row as an answer of the API shows it.
    pub fn observation(&self) -> Observation<'_> {
        let [scheduled_at, started_at, completed_at, created_at, updated_at] = self.times;
        Observation {
            id: &self.id,
            device_id: &self.device.0,
            operation_type: self.kind,
            status: self.status,
            device_name: Some(&self.device.1),
            device_serial: Some(&self.device.2),
            scheduled_at,
            started_at,
            completed_at,
            created_at,
            updated_at,
            progress: Some(self.progress as f32),
            priority: None,
            data: &self.data,
            extra: "",
        }
    }
}

/// A history of `n` rows, crawled page by page.
pub fn history(n: u32) -> History {
    let mut history = History::new();
    history.reserve(n as usize);
    for page in (0..n).step_by(100) {
        history.begin_page(n);
        for i in page..(page + 100).min(n) {
            history.upsert(Some(i), &Row::new(i, 0).observation());
        }
        history.end_page();
    }
    history
}
