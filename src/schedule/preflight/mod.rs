//! The conflict preflight: loaded operations that would run on the same devices at the same time.
//!
//! Pure: `conflicts`. With the API: `seen_operations`, which loads operations to compare with. An empty result is no guarantee; the server decides.

mod conflicts;
mod loaded_operations;
mod preflight_list;
mod seen_operations;

pub use preflight_list::{PreflightList, known_conflicts};
pub use seen_operations::{provide_seen_operations, use_seen_operations};
