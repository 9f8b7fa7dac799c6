//! Headless Ops: a browser console for unattended device operations.
//!
//! ```text
//! route        the address bar as a type; owns what is asked
//! session      who talks to which API
//! api          one function per endpoint; problems in words for people
//! sync         when to ask: poll, crawl, back off; fills the history
//! operations   the list and the detail
//! schedule     the form that schedules
//! time         zones, relative times, the shared clock
//! ui           buttons, fields, dialogs: know no feature
//! app          puts them together
//! ```
//! Features never import each other; they meet in [`app`] and [`route`].

pub mod api;
pub mod route;
pub mod session;
pub mod sync;
pub mod time;
pub mod ui;
