//! Scheduling an operation: what is typed, what is wrong with it, the exact request, sending it once, and what became of it.
//!
//! Pure: `draft`, `field`, `devices`, `known_devices`, `when`, `webhook`, `operation_data`, `validate`, `request`, `prefill`,
//! `outcome`, `conflicts`, `submission`. Knows nothing of the list of operations beyond the rows that it is given.

pub mod conflicts;
pub mod devices;
pub mod draft;
pub mod field;
pub mod known_devices;
pub mod operation_data;
pub mod outcome;
pub mod patterns;
pub mod prefill;
pub mod request;
pub mod submission;
pub mod validate;
pub mod webhook;
pub mod when;
