//! The language as a whole: what is read, what is said of it, that nothing is lost, and what is offered.

mod completing;
mod reading;
mod round_trip;
