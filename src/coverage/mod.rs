//! What every page about the history says of how much of it there is: what is on the way, what can't be read, what of the address is
//! not understood.
//!
//! Knows `sync` and `ui`; must not know a page. What only one page says stays with that page.

mod misread;
mod reading;
mod unreadable;
mod waiting;

pub use misread::Misread;
pub use reading::Reading;
pub use unreadable::Unreadable;
pub use waiting::Waiting;
