//! Backup information of an operation.

use crate::json::member;

/// Whether an operation made a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backup {
    /// `backup_created` is true.
    Created,
    /// `backup_created` is false.
    NotCreated,
    /// `create_backup` is true; the result isn't known.
    Requested,
    /// No readable information.
    #[default]
    Unknown,
}

impl Backup {
    /// Reads `operation_data`.
    pub fn of(data: &str) -> Self {
        match (member(data, "backup_created"), member(data, "create_backup")) {
            (Some("true"), _) => Self::Created,
            (Some("false"), _) => Self::NotCreated,
            (_, Some("true")) => Self::Requested,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_outweighs_the_request() {
        for (data, backup) in [
            (r#"{"backup_created":true}"#, Backup::Created),
            (r#"{"create_backup":true,"backup_created":false}"#, Backup::NotCreated),
            (r#"{"create_backup":true}"#, Backup::Requested),
            (r#"{"create_backup":true,"backup_created":null}"#, Backup::Requested),
            (r#"{"create_backup":false}"#, Backup::Unknown),
            (r#"{"backup_created":"true"}"#, Backup::Unknown),
            (r#"{"plan":{"backup_created":true}}"#, Backup::Unknown),
            ("", Backup::Unknown),
        ] {
            assert_eq!(Backup::of(data), backup, "{data}");
        }
    }
}
