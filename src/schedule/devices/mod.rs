//! The devices that can be selected, and reading their ids from text.
//!
//! Pure: `id_list`, `known_devices`. With the API: `source`. Must not know how devices are selected.

pub mod id_list;
mod known_devices;
mod source;

pub use known_devices::{IdKind, KnownDevice, KnownDevices};
pub use source::known_devices;
