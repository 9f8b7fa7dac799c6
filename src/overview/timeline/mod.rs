//! The timeline: devices from top to bottom, time from left to right.
//!
//! Pure: `window`, `charting`. The `gantt` crate assigns bars to lanes. `drawn` keeps the bars up to date, `drawing` shows them on a canvas. A table
//! offers the same content.

mod about;
mod bar;
mod charting;
mod drawing;
mod drawn;
mod page;
mod period_fields;
mod selection_line;
mod table;
mod view;
mod window;

pub use page::TimelinePage;
