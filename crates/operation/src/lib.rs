//! What an operation is, for every part of the project: its key, columns and times, its stage and its health.
//!
//! Owns the domain's types and what can be said of an operation from its own fields. Must not know: serde, the network, the browser, the
//! store, zones, the clock, the words on the page. Times are milliseconds since 1970 in UTC.

mod column;
mod day;
mod health;
mod key;
mod observation;
mod stage;
mod time_field;
mod timestamp;

pub use column::Column;
pub use day::parse_day;
pub use health::{Health, LATE_AFTER, STALLED_AFTER, Times, health};
pub use key::OperationKey;
pub use observation::Observation;
pub use stage::{Stage, is_active, is_failed, stage};
pub use time_field::TimeField;
pub use timestamp::Timestamp;
