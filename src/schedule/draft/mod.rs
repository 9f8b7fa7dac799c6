//! What is typed on the form, before validation, and where it can be copied from.
//!
//! Pure: `input`, `prefill`. With the API: `origin`, which fetches the operation that `prefill` copies. Must not know the form that shows the draft.

mod input;
pub mod origin;
mod prefill;

pub use input::{Draft, LeftOut, When, storage_key};
pub use prefill::Basis;
