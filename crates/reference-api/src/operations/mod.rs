//! `/inventory_device_headless_operation/`: listing and scheduling, in both revisions.

pub mod body;
pub mod conflicts;
pub mod create;
pub mod draft;
pub mod ids;
pub mod list;
pub mod model;
pub mod parameters;

/// The largest body that is read, in bytes.
pub const BODY_LIMIT: usize = 1_000_000;
/// The most devices of one transaction.
pub const DEVICE_LIMIT: usize = 1000;
