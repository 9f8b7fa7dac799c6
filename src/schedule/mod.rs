//! Scheduling an operation: form, validation, exact request, sending it once, and its outcome.
//!
//! By step: `draft` (what is typed), `validate` (findings and the request's parts), `request` (the exact bodies), `submit` (sending them).
//! `form`, `preflight` and `review` show these; `devices` knows what can be selected; `page` leads from step to step.
//! Must not know the list of operations and its views.
//!
//! Invariants: a draft never contains the token; only [`submit::Submit`] sends requests; after a lost answer, the operation is searched for before
//! the request is sent again.

mod conflict_list;
mod devices;
mod draft;
mod field;
mod form;
mod page;
mod preflight;
mod presets;
mod reported_conflict;
mod request;
mod review;
mod settings;
mod submit;
mod validate;

pub use page::SchedulePage;
