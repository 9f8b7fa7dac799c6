//! A reference implementation of the headless operation API over a simulated fleet.
//!
//! It owns the endpoints of the API page in both revisions, the device inventory, and the simulation behind them. It is written only
//! from the API page and must not know any client, so that a client's misreading of the page is detected. It can also serve a folder
//! of static files.
//!
//! - [`config`]: flags; [`server`]: listening, background work, shutdown; [`app`]: the router
//! - [`operations`], [`devices`], [`paging`], [`auth`], [`errors`], [`openapi`]: the API
//! - [`store`]: SQLite; [`fleet`]: generated initial data; [`clock`] and [`simulation`]: changes over time
//! - [`notify`]: webhooks and e-mails; [`assets`]: static files; [`control`]: faults and test endpoints

pub mod app;
pub mod assets;
pub mod auth;
pub mod clock;
pub mod config;
pub mod control;
pub mod devices;
pub mod errors;
pub mod fleet;
pub mod kinds;
pub mod notify;
pub mod openapi;
pub mod operations;
pub mod paging;
pub mod server;
pub mod simulation;
pub mod state;
pub mod store;
