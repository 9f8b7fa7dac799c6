//! Scheduling an operation: form, validation, exact request, sending it once, and its outcome.
//!
//! Pure and tested natively: `draft`, `field`, `devices`, `known_devices`, `when`, `webhook`, `operation_data`, `validate`, `request`, `prefill`,
//! `conflicts`, `preflight`. With the API: `submit` (a folder of its own), `origin`, `device_source`, `seen_operations`.
//! The rest are views over [`form::Form`]. Must not know the list of operations and its views.
//!
//! Invariants: a draft never contains the token; only [`submit::Submit`] sends requests; after a lost answer, the operation is searched for before
//! the request is sent again.

pub mod clipboard;
pub mod conflicts;
pub mod data_field;
pub mod data_json;
pub mod data_section;
pub mod device_list;
pub mod device_picker;
pub mod device_source;
pub mod devices;
pub mod draft;
pub mod field;
pub mod flow;
pub mod form;
pub mod known_devices;
pub mod live_request;
pub mod notify_section;
pub mod operation_data;
pub mod origin;
pub mod page;
pub mod paste_ids;
pub mod patterns;
pub mod prefill;
pub mod preflight;
pub mod request;
pub mod review_step;
pub mod seen_operations;
pub mod submit;
pub mod validate;
pub mod webhook;
pub mod what_section;
pub mod when;
pub mod when_section;

pub use page::SchedulePage;
