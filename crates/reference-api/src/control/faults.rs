//! Faults on demand: answers that are wrong, late, cut or never come.

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

/// One fault, for the next requests that it fits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// `GET`, `POST` or `*`
    #[serde(rename = "match", default = "any")]
    method: String,
    /// Only for paths that hold this
    path: Option<String>,
    /// Answer this instead of asking the API
    status: Option<u16>,
    /// A JSON value, or text
    body: Option<Value>,
    /// Of the body
    content_type: Option<String>,
    /// As the header says it: seconds or a date
    retry_after: Option<String>,
    /// Wait before the answer, in real time
    #[serde(default)]
    delay_ms: u64,
    /// Close the connection: before the API acts, after, or midway through the answer
    drop: Option<Drop>,
    /// Half of the body only
    #[serde(default)]
    truncate: bool,
    /// How many requests
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

/// Faults to come, in their order.
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
pub struct Faulty {
    next: Vec<Fault>,
}

/// Adds faults.
pub async fn plan(State(app): State<Arc<App>>, Json(faulty): Json<Faulty>) -> StatusCode {
    app.faults.next.lock().unwrap_or_else(PoisonError::into_inner).extend(faulty.next);
    StatusCode::NO_CONTENT
}

/// Forgets the faults to come.
pub async fn clear(State(app): State<Arc<App>>) -> StatusCode {
    app.faults.next.lock().unwrap_or_else(PoisonError::into_inner).clear();
    StatusCode::NO_CONTENT
}

/// A mark on an answer: close the connection in its place.
#[derive(Clone, Copy, Debug)]
pub struct CloseConnection;

/// The layer around the API. It also adds the latency of the flags.
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
