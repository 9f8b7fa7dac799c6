//! The filter bar, and the line below it with counts by status and chips.
//!
//! Every control shows the query in the address and changes it. `filter_chips` is in the lazy chunk of the tools; so is what the panels show.

mod counts;
mod filter_button;
mod filter_chips;
mod filters;
mod options;
mod tool_panel;

pub use counts::Counts;
pub use filter_button::PANEL;
pub use filter_chips::FilterChips;
pub use filters::{Filters, VIEW};
pub use options::{Choices, status_options, type_options};
