//! The detail of one operation, beside a list or a timeline.
//!
//! Must not know the page that contains it.

mod duration_text;
mod foot;
mod health_flag;
mod steps;
mod view;

pub use view::{Detail, DetailData, detail};
