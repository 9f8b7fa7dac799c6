//! The domain types of an operation: its key, columns and times, its stage, its health and its remaining time.
//!
//! Owns these types and what follows from an operation's own fields, the firmware and the reason of a failure in its data included. Must not know: serde, the network, the browser, the store, zones,
//! the clock, the texts of the interface. Times are milliseconds since 1970 in UTC.

mod column;
mod day;
mod estimate;
mod failure;
pub mod firmware;
mod health;
mod json;
mod key;
mod observation;
mod stage;
mod time_field;
mod timestamp;

pub use column::Column;
pub use day::parse_day;
pub use estimate::{EstimateBasis, PastDurations, RunState, TimeLeft, time_left};
pub use failure::{FAILURE_REASON_KEYS, failure_reason, is_reason_key};
pub use health::{Health, LATE_AFTER, STALLED_AFTER, Times, health};
pub use key::{OperationKey, device_key};
pub use observation::Observation;
pub use stage::{Stage, is_active, is_failed, is_succeeded, known_status, stage, status_name};
pub use time_field::TimeField;
pub use timestamp::Timestamp;
