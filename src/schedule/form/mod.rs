//! The form: its state and a section for each group of fields.
//!
//! [`Form`] owns the draft, its findings and when to show them; the sections are views over it. Must not know how a request is reviewed or sent.

mod data;
mod devices;
mod notify_section;
mod patterns;
mod state;
mod what_section;
mod when_section;

pub use data::DataSection;
pub use devices::DevicePicker;
pub use notify_section::NotifySection;
pub use state::Form;
pub use what_section::WhatSection;
pub use when_section::WhenSection;
