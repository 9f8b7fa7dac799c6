//! Tests of the whole language: parsing, problems, lossless round trips, completion.

mod completing;
mod reading;
mod round_trip;
