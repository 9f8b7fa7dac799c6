//! Headless Ops
pub mod time;
