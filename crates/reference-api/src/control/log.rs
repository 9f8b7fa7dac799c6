//! Log of requests, for tests that count them. Only recorded with `--control`; never contains tokens.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use serde::Serialize;

use crate::{clock, control::faults::CloseConnection, state::App};

/// Older entries are dropped.
const KEPT: usize = 20_000;

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    method: String,
    /// Path and query
    url: String,
    /// Status of the answer; 0 if the connection was closed instead
    status: u16,
    /// Time of arrival, in milliseconds since 1970 of real time
    at: clock::Millis,
    /// Duration
    took_ms: clock::Millis,
}

/// The most recent requests.
#[derive(Debug, Default)]
pub struct RequestLog {
    entries: Mutex<VecDeque<Entry>>,
}

/// Middleware around the API.
pub async fn note(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !app.config.control {
        return next.run(request).await;
    }
    let (method, at) = (request.method().to_string(), clock::real_now());
    let url = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let response = next.run(request).await;
    let closed = response.extensions().get::<CloseConnection>().is_some();
    let status = if closed { 0 } else { response.status().as_u16() };
    let mut entries = app.log.entries.lock().unwrap_or_else(PoisonError::into_inner);
    entries.push_back(Entry { method, url, status, at, took_ms: clock::real_now() - at });
    if entries.len() > KEPT {
        entries.pop_front();
    }
    drop(entries);
    response
}

/// Returns the most recent requests, oldest first.
pub async fn read(State(app): State<Arc<App>>) -> Json<Vec<Entry>> {
    let entries = app.log.entries.lock().unwrap_or_else(PoisonError::into_inner);
    Json(entries.iter().cloned().collect())
}

/// Clears the log.
pub async fn clear(State(app): State<Arc<App>>) -> StatusCode {
    app.log.entries.lock().unwrap_or_else(PoisonError::into_inner).clear();
    StatusCode::NO_CONTENT
}
