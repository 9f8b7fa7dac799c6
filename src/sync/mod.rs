//! When to ask the API: polls what is on the screen, crawls the rest when a filter needs it, backs off, stops when nobody looks.
//!
//! Owns every timer and every spawned call of the list. Must not know how anything looks.

mod activity;
mod asked;
mod crawl;
mod crawling;
mod live;
mod poll;
mod polling;
mod store;

pub use activity::{Stage, is_active, stage};
pub use asked::Asked;
pub use live::{CrawlState, Freshness, Listing, Live, Opened, provide_live, use_live};
pub use poll::Pace;
pub use store::{Place, Seen, Store};
