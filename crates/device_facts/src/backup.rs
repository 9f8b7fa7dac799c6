//! What an operation says of a backup.

use crate::json::member;

/// Whether a backup was made, as far as the operation says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backup {
    /// `backup_created` is true.
    Created,
    /// `backup_created` is false.
    NotCreated,
    /// One was asked for by `create_backup`; whether it was made isn't said.
    Asked,
    /// Nothing is said, or nothing that can be read.
    #[default]
    NotSaid,
}

impl Backup {
    /// Reads `operation_data`.
    pub fn of(data: &str) -> Self {
        match (member(data, "backup_created"), member(data, "create_backup")) {
            (Some("true"), _) => Self::Created,
            (Some("false"), _) => Self::NotCreated,
            (_, Some("true")) => Self::Asked,
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
            (r#"{"create_backup":true}"#, Backup::Asked),
            (r#"{"create_backup":true,"backup_created":null}"#, Backup::Asked),
            (r#"{"create_backup":false}"#, Backup::NotSaid),
            (r#"{"backup_created":"true"}"#, Backup::NotSaid),
            (r#"{"plan":{"backup_created":true}}"#, Backup::NotSaid),
            ("", Backup::NotSaid),
        ] {
            assert_eq!(Backup::of(data), backup, "{data}");
        }
    }
}
