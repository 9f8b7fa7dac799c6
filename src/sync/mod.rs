//! When to ask the API: polls what is on the screen, crawls the rest when a filter needs it, backs off, stops when nobody looks.
//!
//! Owns every timer and every spawned call of the list. Must not know how anything looks.

mod activity;
mod asked;
mod at_hand;
mod catching_up;
mod crawl;
#[cfg(test)]
mod crawl_tests;
mod crawling;
mod file_row;
mod keeping;
mod kept;
mod known;
mod live;
mod loading;
mod memberships;
mod pacer;
mod patience;
mod picked;
mod poll;
mod polling;
mod preparing;
mod restoring;
mod running;
mod seen_rows;
mod store;
mod when_to_load;
mod whole;

pub use activity::{Stage, is_active, is_failed, stage};
pub use asked::Asked;
pub use file_row::file_row;
pub use keeping::Standing;
pub use known::{GroupsOf, Known, MEANINGS, Meanings, Sweep, make_history};
pub use live::{CrawlState, Freshness, Listing, Live, Opened, Reached, provide_live, use_live};
pub use picked::Picked;
pub use poll::Pace;
pub use running::{planned, run};
pub use store::{Place, Seen, Store};
pub use when_to_load::WhenToLoad;
pub use whole::{Whole, WholeHistory, whole_history};
