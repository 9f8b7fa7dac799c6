//! What an operation is, for every part of the project: its times and days.
//!
//! Owns the domain's types and what can be said of an operation from its own fields. Must not know: serde, the network, the browser, the
//! store, zones, the clock, the words on the page. Times are milliseconds since 1970 in UTC.

mod column;
mod day;
mod key;
mod observation;
mod time_field;
mod timestamp;

pub use column::Column;
pub use day::parse_day;
pub use key::OperationKey;
pub use observation::Observation;
pub use time_field::TimeField;
pub use timestamp::Timestamp;
