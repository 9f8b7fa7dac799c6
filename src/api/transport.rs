//! Bytes out, bytes in, by gloo-net. The only file but the worker that fetches.
//! No retry and no meaning here: that is for those who call.

use super::Token;
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::Array;
use web_sys::{
    AbortController, AbortSignal, RequestCache, RequestCredentials, RequestMode, RequestRedirect,
    ResponseType,
};

/// How a resource is asked.
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
    /// After so many milliseconds the call is aborted.
    pub timeout_ms: u32,
    /// A POST takes the cookies of this site along, for a gateway that signs people in by a cookie.
    pub cookies: bool,
    /// A worker may fetch and decode it, where there is one. For pages that nobody waits for on the screen.
    pub in_worker: bool,
}

/// A complete answer, of whatever status.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, where readable.
    pub content_type: Option<String>,
    /// `Retry-After`, where the server lets us read it.
    pub retry_after: Option<String>,
    /// The server's clock from its `Date` header, in ms since the epoch, where readable.
    pub server_time: Option<f64>,
    /// The address that answered in the end, after redirects.
    pub url: String,
    /// The server named another address instead of an answer, and the browser did not go there.
    pub redirects: bool,
    /// The whole body.
    pub body: Vec<u8>,
    /// The body is not what came but the batch that a worker made of it.
    pub decoded: bool,
}

/// Why there is no complete answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// [`Cancel::abort`] was called: nobody waits for this any more.
    Aborted,
    /// The time ran out. A POST may still have been carried out.
    TimedOut,
    /// The browser gave no answer and no reason: offline, refused, DNS, TLS or CORS. A POST may have been carried out.
    Network(String),
    /// An answer with this status began, and its body could not be read. A POST may have been carried out.
    Damaged(u16),
}

/// Aborts calls that nobody waits for any more. Clones share one signal; dropping does not abort.
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
    /// Aborts every call made with this, now and later.
    pub fn abort(&self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }

    /// Whether [`Self::abort`] was called.
    pub fn is_aborted(&self) -> bool {
        self.controller.as_ref().is_some_and(|controller| controller.signal().aborted())
    }

    /// A signal that aborts with this one or with `other`.
    fn or(&self, other: &AbortSignal) -> AbortSignal {
        match &self.controller {
            Some(controller) => AbortSignal::any(&Array::of2(&controller.signal(), other)),
            None => other.clone(),
        }
    }
}

/// Sends one request and reads the answer to its end.
///
/// # Errors
/// [`Failure`] where no complete answer came; an answer with an error status is an [`Answer`].
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
        return answer.map_err(Failure::Network);
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
    })
}

/// A `Date` header in ms since the epoch.
pub(super) fn server_time(date: &str) -> Option<f64> {
    Some(js_sys::Date::parse(date)).filter(|ms| ms.is_finite())
}

fn request(call: &Call<'_>) -> RequestBuilder {
    let request = match call.method {
        Method::Get => Request::get(call.url).credentials(RequestCredentials::SameOrigin),
        // A redirected POST becomes a GET, or goes out twice. Without cookies it gets a connection of its own: browsers repeat a POST by
        // themselves when a connection that was used before closes without an answer.
        Method::Post => {
            Request::post(call.url).redirect(RequestRedirect::Manual).credentials(match call.cookies {
                true => RequestCredentials::SameOrigin,
                false => RequestCredentials::Omit,
            })
        }
    };
    request
        .header("Accept", "application/json")
        .header("Authorization", &call.token.header())
        .cache(RequestCache::NoStore)
}

/// Whether *something* answers at `url`, whatever it says: a request that CORS can't block, whose answer can't be read. It tells
/// "blocked by the browser" from "nobody there". Carries no token.
pub async fn answers_at_all(url: &str) -> bool {
    Request::get(url).mode(RequestMode::NoCors).cache(RequestCache::NoStore).send().await.is_ok()
}

/// Why one of the app's own files could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// No answer.
    Unreachable,
    /// An answer with this error status.
    Status(u16),
    /// Something else than text.
    NotText,
}

impl FileError {
    /// The reason, as it ends a sentence.
    pub fn message(self) -> String {
        match self {
            Self::Unreachable => messages::api::file_unreachable().to_owned(),
            Self::Status(status) => messages::api::file_status(&status.to_string()),
            Self::NotText => messages::api::file_not_text().to_owned(),
        }
    }
}

/// The text of one of the app's own files, such as its catalogue. Without a token.
///
/// # Errors
/// Why there is none.
pub async fn get_text(url: &str) -> Result<String, FileError> {
    text_of(Request::get(url).cache(RequestCache::NoCache).send().await).await
}

/// The text of an answer, if one came and it is a good one.
pub(super) async fn text_of<E>(answer: Result<Response, E>) -> Result<String, FileError> {
    let answer = answer.map_err(|_| FileError::Unreachable)?;
    if !answer.ok() {
        return Err(FileError::Status(answer.status()));
    }
    // The browser's own reading, which leaves out the mark that some editors put before UTF-8.
    answer.text().await.map_err(|_| FileError::NotText)
}
