//! "Devices": searching, typing or pasting ids, and the selected devices.

mod clipboard;
mod list;
mod notes;
mod paste_ids;
mod picker;
mod search;

pub use picker::DevicePicker;
