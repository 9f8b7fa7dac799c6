//! Gantt chart layout with one lane per device: positions, overlaps, visible bars, and hit testing.
//!
//! Pure: no drawing, no clock, no zone. Times are milliseconds since 1970. [`Chart::build`] takes [`Item`]s; [`Chart::lanes`] hold the
//! bars in order of time, so that visible bars are found by binary search.

mod chart;
mod lane;
mod scale;
mod span;

pub use chart::{Chart, Item, Place};
pub use lane::{Bar, Lane};
pub use scale::Scale;
pub use span::{Phase, Span, Times};
