//! Computes the figures of a report, as a million rows take too long for one task.
//!
//! Pure: `steps`, `firmware`, `partly_unreadable`. `slices` runs the steps between other work.

mod firmware;
mod partly_unreadable;
mod slices;
mod steps;

pub use firmware::Firmware;
#[cfg(test)]
pub use firmware::UPDATES;
pub use slices::{Stop, compute};
pub use steps::Computation;
