//! The operation types of the simulated platform: duration, failure rate, and name in each revision. Any other type is accepted
//! and behaves like [`OTHER`].

use crate::{
    clock::{Millis, SECOND},
    config::Revision,
};

/// Behaviour of an operation type.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Name in the current revision and in the database
    pub name: &'static str,
    /// Name in the previous revision
    pub previous: &'static str,
    /// Sent as `estimated_duration`
    pub estimate: Millis,
    /// Shortest and longest actual duration, in seconds
    pub pace: (u64, u64),
    /// Failures, in per mille
    pub failures: u64,
    /// Reasons for failures
    pub reasons: &'static [&'static str],
}

const fn kind(
    name: &'static str,
    previous: &'static str,
    estimate: Millis,
    pace: (u64, u64),
    failures: u64,
    reasons: &'static [&'static str],
) -> Kind {
    Kind { name, previous, estimate: estimate * SECOND, pace, failures, reasons }
}

/// All types with their own behaviour.
pub static KNOWN: [Kind; 6] = [
    kind(
        "firmware_update",
        "firmware_update",
        900,
        (150, 420),
        80,
        &[
            "Image checksum mismatch",
            "Not enough flash memory",
            "No contact after reboot",
            "Signature rejected",
        ],
    ),
    kind(
        "config_sync",
        "configuration_sync",
        300,
        (40, 150),
        40,
        &[
            "Template variable wan_gateway is not set",
            "Validation failed: duplicate VLAN 120",
            "Device rejected line 84",
        ],
    ),
    kind(
        "backup_configuration",
        "backup_configuration",
        240,
        (45, 160),
        30,
        &["Backup location refused the upload", "Connection reset by device"],
    ),
    kind(
        "health_check",
        "health_check",
        120,
        (20, 70),
        25,
        &["Score 58 is below the threshold", "Sensor did not answer"],
    ),
    kind("status_check", "status_check", 30, (6, 20), 10, &["Device did not answer"]),
    kind(
        "diagnostics",
        "diagnostics",
        600,
        (90, 300),
        30,
        &["Trace route timed out", "Log export interrupted"],
    ),
];

/// Behaviour of unknown types.
pub static OTHER: Kind = kind("other", "other", 300, (30, 120), 30, &["Device reported error 9002"]);

/// Behaviour of a type, by its stored name.
pub fn of(name: &str) -> &'static Kind {
    KNOWN.iter().find(|kind| kind.name == name).unwrap_or(&OTHER)
}

/// Converts a revision's name of a type to its stored name.
pub fn stored_name(written: &str, revision: Revision) -> &str {
    match revision {
        Revision::Current => written,
        Revision::Previous => {
            KNOWN.iter().find(|kind| kind.previous == written).map_or(written, |kind| kind.name)
        }
    }
}

/// Converts a stored name to a revision's name.
pub fn shown_name(stored: &str, revision: Revision) -> &str {
    match revision {
        Revision::Current => stored,
        Revision::Previous => {
            KNOWN.iter().find(|kind| kind.name == stored).map_or(stored, |kind| kind.previous)
        }
    }
}

/// Formats as `00:15:00`
pub fn clock_face(duration: Millis) -> String {
    let seconds = duration / SECOND;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_revision_has_its_name() {
        assert_eq!(stored_name("configuration_sync", Revision::Previous), "config_sync");
        assert_eq!(shown_name("config_sync", Revision::Previous), "configuration_sync");
        assert_eq!(shown_name("config_sync", Revision::Current), "config_sync");
        assert_eq!(stored_name("add.obj", Revision::Previous), "add.obj");
    }

    #[test]
    fn estimates_are_those_of_the_api_page() {
        assert_eq!(clock_face(of("firmware_update").estimate), "00:15:00");
        assert_eq!(clock_face(of("config_sync").estimate), "00:05:00");
    }
}
