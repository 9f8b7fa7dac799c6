//! Fault injection: answers that are wrong, delayed, interrupted or missing.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::cut;
use crate::state::App;

/// A fault for the next matching requests.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// `GET`, `POST` or `*`
    #[serde(rename = "match", default = "any")]
    method: String,
    /// Only for paths that contain this
    path: Option<String>,
    /// Answer with this status instead of calling the API
    status: Option<u16>,
    /// A JSON value, or text
    body: Option<Value>,
    /// Content type of the body
    content_type: Option<String>,
    /// Value of the `Retry-After` header: seconds or a date
    retry_after: Option<String>,
    /// Delay before the answer, in real time
    #[serde(default)]
    delay_ms: u64,
    /// Close the connection: before the API acts, afterwards, or midway through the answer
    drop: Option<Drop>,
    /// Send only half of the body
    #[serde(default)]
    truncate: bool,
    /// Number of requests
    #[serde(default = "once")]
    times: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Drop {
    Before,
    After,
    Midway,
}

fn any() -> String {
    "*".to_owned()
}

fn once() -> u32 {
    1
}

/// Pending faults, in order.
#[derive(Debug, Default)]
pub struct Faults {
    next: Mutex<VecDeque<Fault>>,
}

impl Faults {
    fn take(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let place = next.iter().position(|fault| {
            (fault.method == "*" || fault.method == method.as_str())
                && fault.path.as_ref().is_none_or(|part| path.contains(part))
        })?;
        let fault = next[place].clone();
        next[place].times = fault.times.saturating_sub(1);
        if next[place].times == 0 {
            next.remove(place);
        }
        Some(fault)
    }
}

/// The body of `POST /__control/faults`.
#[derive(Debug, Deserialize)]
pub struct FaultRequest {
    next: Vec<Fault>,
}

/// Adds faults.
pub async fn plan(State(app): State<Arc<App>>, Json(faulty): Json<FaultRequest>) -> StatusCode {
    app.faults.next.lock().unwrap_or_else(PoisonError::into_inner).extend(faulty.next);
    StatusCode::NO_CONTENT
}

/// Clears the pending faults.
pub async fn clear(State(app): State<Arc<App>>) -> StatusCode {
    app.faults.next.lock().unwrap_or_else(PoisonError::into_inner).clear();
    StatusCode::NO_CONTENT
}

/// Marks an answer whose connection is to be closed instead.
#[derive(Clone, Copy, Debug)]
pub struct CloseConnection;

/// Middleware around the API. Also adds the latency of the flags.
pub async fn apply(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let fault = match *request.method() {
        Method::OPTIONS => None,
        _ => app.faults.take(request.method(), request.uri().path()),
    };
    let delay = app.config.latency + fault.as_ref().map_or(0, |fault| fault.delay_ms);
    if delay > 0 {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    let Some(fault) = fault else { return next.run(request).await };
    if fault.drop == Some(Drop::Before) {
        return closed();
    }
    let mut response = match fault.status {
        Some(status) => replacement(&fault, status),
        None => next.run(request).await,
    };
    if fault.drop == Some(Drop::After) {
        return closed();
    }
    if let Some(wait) = fault.retry_after.as_deref().and_then(|wait| HeaderValue::from_str(wait).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    if fault.drop == Some(Drop::Midway) {
        return cut::midway(response).await;
    }
    if fault.truncate { halved(response).await } else { response }
}

fn closed() -> Response {
    let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
    response.extensions_mut().insert(CloseConnection);
    response
}

fn replacement(fault: &Fault, status: u16) -> Response {
    let body = match &fault.body {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => json!({ "detail": format!("Simulated fault {status}.") }).to_string(),
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = fault.content_type.clone().unwrap_or_else(|| "application/json".to_owned());
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

async fn halved(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes.slice(..bytes.len() / 2)))
}
