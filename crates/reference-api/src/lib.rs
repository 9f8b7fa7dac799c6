//! A reference implementation of the headless operation API over a simulated fleet.
//!
//! It owns the API page's endpoints in both revisions, the device inventory, and the simulation behind
//! them. It is written from the API page alone and must know nothing of any client, so that a misreading shows;
//! it can serve a folder of static files, whatever they are.
//!
//! - [`config`]: flags; [`server`]: listening, background work, shutdown; [`app`]: the router
//! - [`operations`], [`devices`], [`paging`], [`auth`], [`errors`], [`openapi`]: the API
//! - [`store`]: SQLite; [`fleet`]: what is generated at first start; [`clock`] and [`simulation`]: what moves
//! - [`notify`]: webhooks and e-mails; [`assets`]: static files; [`control`]: faults and test hooks

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
