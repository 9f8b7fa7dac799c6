//! Sends requests with gloo-net. Only this file and the worker fetch. No retries and no interpretation: that is up to the callers.

use super::Token;
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::Array;
use web_sys::{
    AbortController, AbortSignal, RequestCache, RequestCredentials, RequestMode, RequestRedirect,
    ResponseType,
};

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something.
    Post,
}

/// A request.
pub struct Call<'a> {
    /// GET or POST.
    pub method: Method,
    /// Absolute, or relative to the page.
    pub url: &'a str,
    /// JSON text of a POST.
    pub body: Option<&'a str>,
    /// Sent as `Authorization: Bearer …`.
    pub token: &'a Token,
    /// Timeout in ms.
    pub timeout_ms: u32,
    /// Sends the cookies of this site, and lets the browser ask for a password of its own.
    pub cookies: bool,
    /// A worker may fetch and decode it, if there is one. For pages that are not needed on the screen.
    pub in_worker: bool,
}

/// A complete answer with any status.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, if readable.
    pub content_type: Option<String>,
    /// `Retry-After`, if readable.
    pub retry_after: Option<String>,
    /// The server's clock from the `Date` header, in ms since the epoch, if readable.
    pub server_time: Option<f64>,
    /// The final URL, after redirects.
    pub url: String,
    /// The server answered with a redirect, which the browser did not follow.
    pub redirects: bool,
    /// The whole body.
    pub body: Vec<u8>,
    /// The body is a batch that a worker has decoded, not the original.
    pub decoded: bool,
    /// Duration of the call in ms, if the worker measured it.
    pub took_ms: Option<f64>,
    /// It came by HTTP/2 or later. `false` if unknown.
    pub multiplexed: bool,
}

/// Why there is no complete answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// [`Cancel::abort`] was called.
    Aborted,
    /// The timeout has passed. A POST may still have been carried out.
    TimedOut,
    /// The browser reports neither answer nor reason: offline, connection refused, DNS, TLS or CORS. A POST may have been carried out.
    Network(String),
    /// The headers with this status arrived, but the body could not be read. A POST may have been carried out.
    Damaged(u16),
}

/// Cancels calls. Clones share one signal; dropping it does not abort.
#[derive(Clone)]
pub struct Cancel {
    /// `None` only in browsers that have no `AbortController`.
    controller: Option<AbortController>,
}

impl Default for Cancel {
    fn default() -> Self {
        Self { controller: AbortController::new().ok() }
    }
}

impl Cancel {
    /// Aborts every current and later call that uses this token.
    pub fn abort(&self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }

    /// Whether [`Self::abort`] was called.
    pub fn is_aborted(&self) -> bool {
        self.controller.as_ref().is_some_and(|controller| controller.signal().aborted())
    }

    /// A signal that aborts when this one or `other` does.
    fn or(&self, other: &AbortSignal) -> AbortSignal {
        match &self.controller {
            Some(controller) => AbortSignal::any(&Array::of2(&controller.signal(), other)),
            None => other.clone(),
        }
    }
}

/// Sends a request and reads the whole answer.
///
/// # Errors
/// [`Failure`] if no complete answer arrived. An answer with an error status is an [`Answer`].
pub async fn send(call: Call<'_>, cancel: &Cancel) -> Result<Answer, Failure> {
    if crate::panic::stopped() || cancel.is_aborted() {
        return Err(Failure::Aborted);
    }
    let timeout = AbortSignal::timeout_with_u32(call.timeout_ms);
    let outcome = exchange(&call, &cancel.or(&timeout)).await;
    match outcome {
        _ if cancel.is_aborted() => Err(Failure::Aborted),
        Err(_) if timeout.aborted() => Err(Failure::TimedOut),
        outcome => outcome,
    }
}

async fn exchange(call: &Call<'_>, signal: &AbortSignal) -> Result<Answer, Failure> {
    if call.in_worker
        && let Some(answer) = super::worker::exchange(call, signal).await
    {
        return answer;
    }
    let network = |error: gloo_net::Error| Failure::Network(error.to_string());
    let request = request(call).abort_signal(Some(signal));
    let answer = match call.body {
        Some(body) => {
            request.header("Content-Type", "application/json").body(body).map_err(network)?.send().await
        }
        None => request.send().await,
    };
    let answer = answer.map_err(network)?;
    let header = |name| answer.headers().get(name);
    Ok(Answer {
        redirects: answer.type_() == ResponseType::Opaqueredirect,
        status: answer.status(),
        content_type: header("content-type"),
        retry_after: header("retry-after"),
        server_time: header("date").as_deref().and_then(server_time),
        url: answer.url(),
        body: answer.binary().await.map_err(|_| Failure::Damaged(answer.status()))?,
        decoded: false,
        took_ms: None,
        multiplexed: false,
    })
}

/// Parses a `Date` header into ms since the epoch.
pub(super) fn server_time(date: &str) -> Option<f64> {
    Some(js_sys::Date::parse(date)).filter(|ms| ms.is_finite())
}

fn request(call: &Call<'_>) -> RequestBuilder {
    let request = match call.method {
        Method::Get => Request::get(call.url),
        // A redirected POST would become a GET or be sent twice. It gets its own connection if it sends no cookies while GETs do: browsers
        // resend a POST when a reused connection closes without an answer.
        Method::Post => Request::post(call.url).redirect(RequestRedirect::Manual),
    };
    let credentials = if call.cookies { RequestCredentials::SameOrigin } else { RequestCredentials::Omit };
    request
        .credentials(credentials)
        .header("Accept", "application/json")
        .header("Authorization", &call.token.header())
        .cache(RequestCache::NoStore)
}

/// Whether anything answers at `url`. Sends a `no-cors` request without a token: CORS can't block it, but its answer is not readable. This
/// distinguishes "blocked by the browser" from "host unreachable".
pub async fn answers_at_all(url: &str) -> bool {
    Request::get(url).mode(RequestMode::NoCors).cache(RequestCache::NoStore).send().await.is_ok()
}

/// Why a file of the app could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// No answer.
    Unreachable,
    /// An answer with this error status.
    Status(u16),
    /// The body is not text.
    NotText,
}

impl FileError {
    /// The reason, as the end of a sentence.
    pub fn message(self) -> String {
        match self {
            Self::Unreachable => messages::api::file_unreachable().to_owned(),
            Self::Status(status) => messages::api::file_status(&status.to_string()),
            Self::NotText => messages::api::file_not_text().to_owned(),
        }
    }
}

/// Reads a text file of the app, such as the catalogue. Sends no token.
///
/// # Errors
/// Why it could not be read.
pub async fn get_text(url: &str) -> Result<String, FileError> {
    text_of(Request::get(url).cache(RequestCache::NoCache).send().await).await
}

/// The text of a successful answer.
pub(super) async fn text_of<E>(answer: Result<Response, E>) -> Result<String, FileError> {
    let answer = answer.map_err(|_| FileError::Unreachable)?;
    if !answer.ok() {
        return Err(FileError::Status(answer.status()));
    }
    // The browser's decoder removes the byte order mark that some editors write.
    answer.text().await.map_err(|_| FileError::NotText)
}
