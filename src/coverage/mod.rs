//! Notices that every page about the history shares: loading state, unreadable rows, and invalid parameters in the address.
//!
//! Knows `sync` and `ui`; must not know a page. Notices of a single page stay with that page.

mod misread;
mod reading;
mod unreadable;
mod waiting;

pub use misread::Misread;
pub use reading::Reading;
pub use unreadable::Unreadable;
pub use waiting::Waiting;
