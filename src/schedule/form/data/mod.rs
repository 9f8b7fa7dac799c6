//! "Settings": `operation_data` as generated fields and as JSON, side by side and in sync.
//!
//! The JSON text is the source of truth: a field shows its value and edits it in place, which keeps the user's formatting. A value that doesn't fit
//! the kind of its field is stored as a JSON string, so that no input is lost and both sides show the same error.

mod field;
mod json;
mod left_out;
mod section;

pub use section::DataSection;
