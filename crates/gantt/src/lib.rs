//! Operations as bars, one lane a device: where each lies in time, which overlap, which are in sight and which is under a pointer.
//!
//! Pure: no drawing, no clock, no zone. Times are milliseconds since 1970. An [`Item`] goes in through [`Chart::build`]; [`Chart::lanes`]
//! hold the bars in order of time, so that what is in sight is found by halving, whatever else there is.

mod chart;
mod lane;
mod scale;
mod span;

pub use chart::{Chart, Item, Place};
pub use lane::{Bar, Lane};
pub use scale::Scale;
pub use span::{Phase, Span, Times};
