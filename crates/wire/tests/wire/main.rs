//! Tests of the crate's public API.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must stop"
)]

mod answers;
mod errors;
mod hostile;
mod page_bodies;
mod requests;
mod rows;
mod texts;

/// A body of the API page, from the fixtures.
macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../tests/fixtures/", $name)).as_slice()
    };
}
pub(crate) use fixture;
