//! Freshness of the data on a page: the line beside the heading, and the banner above stale data.
//!
//! Shared by the pages that poll. Must not know a page.

mod device_refresh;
mod line;
mod network;
mod stale;

pub use device_refresh::{DeviceRefreshData, device_refresh};
pub use line::FreshnessLine;
pub use network::refresh_when_offline;
pub use stale::{ProblemActions, Stale};
