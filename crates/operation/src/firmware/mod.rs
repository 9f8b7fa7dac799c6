//! Firmware facts for audits: which device got which version, when, by which operation, and whether a backup was made.
//!
//! Owns reading versions and backups from `operation_data`, and the version history of each device. Counts, success rates and durations
//! belong to the history. The caller passes rows one by one, in any order.

mod backup;
mod versions;

pub use backup::Backup;
pub use versions::{DeviceVersions, Rejection, Row, Update, Versions};
