//! When to ask the API: polls what is on the screen, crawls the rest when a filter needs it, backs off, stops when nobody looks.
//!
//! Owns every timer and every spawned call of the list. Must not know how anything looks.

mod crawl;
mod poll;

pub use poll::Pace;
