//! Tests of the server over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

mod faults;
mod files;
mod listing;
mod running;
mod scheduling;
mod server;
