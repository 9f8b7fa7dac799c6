//! `/inventory_device_headless_operation/`: listing and scheduling, in both revisions.

pub mod body;
pub mod conflicts;
pub mod create;
pub mod draft;
pub mod ids;
pub mod list;
pub mod model;
pub mod parameters;

/// Maximum size of a request body, in bytes.
pub const BODY_LIMIT: usize = 1_000_000;
/// Maximum number of devices per transaction.
pub const DEVICE_LIMIT: usize = 1000;
