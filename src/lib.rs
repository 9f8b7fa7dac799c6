//! Headless Ops: a browser console for unattended device operations.
//!
//! ```text
//! route        the address bar as a type; owns what is asked
//! session      who talks to which API; the settings of the site
//! api          one function per endpoint; problems in words for people
//! sync         when to ask: poll, crawl, back off; fills the history
//! health       what every feature says of an operation's health, and how long it is to take
//! i18n         the language of the interface
//! history_query  an address as a query for the history
//! detail       the detail of one operation
//! commands     keyboard commands, their handlers and the sheet of keys
//! freshness    how old the data on a page are
//! operations   the list
//! schedule     the form that schedules
//! coverage     what every page says of how much of the history there is
//! overview     the live board and the timeline of the whole fleet
//! report       figures, files and a print of what matches
//! time         zones, relative times, the shared clock
//! lazy         views in lazy chunks
//! gallery      every component of ui in each state, in development builds
//! ui           buttons, fields, dialogs: know no feature
//! entry        the two entry points: the page for connecting, and the app
//! app          puts them together; first_rows, theme, zone_switch and panic belong to it
//! ```
//! Features never import each other; they meet in [`app`] and [`route`].

pub mod api;
pub mod app;
pub mod commands;
pub mod coverage;
pub mod detail;
mod entry;
pub mod first_rows;
pub mod freshness;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod health;
pub mod history_query;
pub mod i18n;
pub mod idle;
pub mod language_switch;
pub mod lazy;
pub mod operations;
pub mod overview;
pub mod panic;
pub mod report;
pub mod route;
pub mod schedule;
pub mod session;
pub mod sync;
pub mod theme;
pub mod time;
pub mod ui;
pub mod zone_switch;

pub use entry::{connect, start};
