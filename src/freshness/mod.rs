//! How fresh the data on a page are: the line beside its heading, and the banner above old data.
//!
//! Shared by the pages that poll. Must not know a page.

mod device_refresh;
mod line;
mod stale;

pub use device_refresh::{DeviceRefreshData, device_refresh};
pub use line::FreshnessLine;
pub use stale::{ProblemActions, Stale};
