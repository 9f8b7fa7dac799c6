//! `/__control/`: endpoints for tests and demonstrations that the API doesn't have. Only served with `--control`, and not in the
//! OpenAPI document.

pub mod cut;
pub mod faults;
pub mod handlers;
pub mod insert;
pub mod log;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use crate::state::App;

/// The routes, below `/__control`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/faults", post(faults::plan).delete(faults::clear))
        .route("/revoke", post(handlers::revoke))
        .route("/accept", post(handlers::accept))
        .route("/clock", get(handlers::read_clock).post(handlers::set_clock))
        .route("/insert", post(insert::insert))
        .route("/operation", post(insert::change))
        .route("/device", post(handlers::set_device))
        .route("/requests", get(log::read).delete(log::clear))
        .route("/spool", get(handlers::spool).delete(handlers::clear_spool))
}
