//! Headless Ops: a browser console for unattended device operations.
//!
//! ```text
//! route        the address bar as a type; owns the query
//! session      the connection to an API, its token and the site's settings
//! api          one function per endpoint; errors with messages for the user
//! sync         when to call the API: poll, crawl, back off; fills the history
//! health       health and planned duration of an operation, for all features
//! i18n         the language of the interface
//! history_query  converts the address into a query for the history
//! detail       the detail of one operation
//! commands     keyboard commands, their handlers and the sheet of keys
//! freshness    how old the data on a page are
//! operations   the list
//! schedule     the form for a new operation
//! coverage     how much of the history is loaded, for all pages
//! overview     the live board and the timeline of the whole fleet
//! report       statistics, files and a printout of the matching operations
//! time         zones, relative times, the shared clock
//! lazy         views in lazy chunks
//! effect       effects that share their code
//! gallery      every component of ui in each state, in development builds
//! ui           buttons, fields, dialogs; must not know any feature
//! entry        the two entry points: the connect page and the app
//! app          assembles the app; uses first_rows, theme, zone_switch and panic
//! ```
//! Features never import each other; they meet in [`app`] and [`route`].

pub mod api;
pub mod app;
pub mod commands;
pub mod coverage;
pub mod detail;
pub mod effect;
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
