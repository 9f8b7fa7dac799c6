//! What an auditor asks of firmware: which device got which version, when, by what operation, and whether a backup was made.
//!
//! Owns the reading of versions and backups out of `operation_data`, and their course on each device. Counts, success rates and durations are
//! the history's; this crate must not know it, nor zones, the clock, or how anything looks. Rows come one by one from the caller, in any
//! order.

mod backup;
mod json;
mod versions;

pub use backup::Backup;
pub use versions::{DeviceVersions, Refused, Row, Update, Versions};
