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
    NotSaid,
}

impl Backup {
    /// Reads `operation_data`.
    pub fn of(data: &str) -> Self {
        match (member(data, "backup_created"), member(data, "create_backup")) {
            (Some("true"), _) => Self::Created,
            (Some("false"), _) => Self::NotCreated,
            (_, Some("true")) => Self::Requested,
            _ => Self::NotSaid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_outweighs_what_was_asked() {
        for (data, backup) in [
            (r#"{"backup_created":true}"#, Backup::Created),
            (r#"{"create_backup":true,"backup_created":false}"#, Backup::NotCreated),
            (r#"{"create_backup":true}"#, Backup::Requested),
            (r#"{"create_backup":true,"backup_created":null}"#, Backup::Requested),
            (r#"{"create_backup":false}"#, Backup::NotSaid),
            (r#"{"backup_created":"true"}"#, Backup::NotSaid),
            (r#"{"plan":{"backup_created":true}}"#, Backup::NotSaid),
            ("", Backup::NotSaid),
        ] {
            assert_eq!(Backup::of(data), backup, "{data}");
        }
    }
}
