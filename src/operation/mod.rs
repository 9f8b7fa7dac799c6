//! What every feature says of an operation: its stage, its health, what an estimate goes by, and its row in a file.
//!
//! Pure. Must not know what is loaded or how anything looks.

mod health;
mod run;
mod stage;

pub use health::{Health, LATE_AFTER, STALLED_AFTER, Times, health, time_limit};
pub use run::{planned, run};
pub use stage::{Stage, is_active, is_failed, stage};
