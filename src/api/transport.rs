//! Bytes out, bytes in. The only file but the worker that names the browser's `fetch`, and by itself, as the wrappers of it cost the
//! bundle 8 KB.
//! No retry and no meaning here: that is for those who call.

use super::Token;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll, Waker},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect,
    Response, ResponseType,
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
    /// After so many milliseconds the call is given up and aborted.
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
}

/// Ends calls that nobody waits for any more. Clones share one switch; dropping doesn't abort.
#[derive(Clone, Default)]
pub struct Cancel {
    switch: Rc<Switch>,
}

#[derive(Default)]
struct Switch {
    aborted: Cell<bool>,
    /// The calls under way, each by a number of its own: a crawl makes thousands with one switch, and those that have ended leave.
    waiting: RefCell<Vec<(u32, Waker)>>,
    last: Cell<u32>,
}

impl Cancel {
    /// Ends every call made with this switch, now and later.
    pub fn abort(&self) {
        self.switch.aborted.set(true);
        let waiting = self.switch.waiting.take();
        waiting.into_iter().for_each(|(_, waker)| waker.wake());
    }

    /// Whether [`Self::abort`] was called.
    pub fn is_aborted(&self) -> bool {
        self.switch.aborted.get()
    }
}

/// Ready when `cancel` is pulled.
struct Aborted<'a> {
    switch: &'a Switch,
    number: u32,
}

impl<'a> Aborted<'a> {
    fn of(cancel: &'a Cancel) -> Self {
        let switch = &*cancel.switch;
        switch.last.set(switch.last.get().wrapping_add(1));
        Self { switch, number: switch.last.get() }
    }

    fn leave(&self) {
        self.switch.waiting.borrow_mut().retain(|(number, _)| *number != self.number);
    }
}

impl Future for Aborted<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.switch.aborted.get() {
            return Poll::Ready(());
        }
        self.leave();
        self.switch.waiting.borrow_mut().push((self.number, context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Aborted<'_> {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Sends one request and reads the answer to its end.
///
/// # Errors
/// [`Failure`] where no complete answer came; an answer with an error status is an [`Answer`].
pub async fn send(call: Call<'_>, cancel: &Cancel) -> Result<Answer, Failure> {
    if cancel.is_aborted() {
        return Err(Failure::Aborted);
    }
    // A switch of its own: a time-out must not abort the other calls that share `cancel`.
    let own = AbortController::new().ok();
    let request = pin!(exchange(&call, own.as_ref()));
    let clock = pin!(TimeoutFuture::new(call.timeout_ms));
    let gone = pin!(Aborted::of(cancel));
    let outcome = select(request, select(clock, gone)).await;
    let failure = match outcome {
        Either::Left((answer, _)) if !cancel.is_aborted() => return answer.map_err(Failure::Network),
        Either::Left(_) => Failure::Aborted,
        Either::Right((Either::Left(_), _)) => Failure::TimedOut,
        Either::Right((Either::Right(_), _)) => Failure::Aborted,
    };
    if let Some(own) = &own {
        own.abort();
    }
    Err(failure)
}

async fn exchange(call: &Call<'_>, abort: Option<&AbortController>) -> Result<Answer, String> {
    if call.in_worker {
        let signal = abort.map(AbortController::signal);
        if let Some(answer) = super::worker::exchange(call, signal.as_ref()).await {
            return answer;
        }
    }
    let answer = fetch(call.url, &options(call, abort).map_err(words)?).await?;
    let header = |name| answer.headers().get(name).ok().flatten();
    Ok(Answer {
        redirects: answer.type_() == ResponseType::Opaqueredirect,
        status: answer.status(),
        content_type: header("content-type"),
        retry_after: header("retry-after"),
        server_time: header("date").as_deref().and_then(server_time),
        url: answer.url(),
        body: body(&answer).await.map_err(words)?,
        decoded: false,
    })
}

/// A `Date` header in ms since the epoch.
pub(super) fn server_time(date: &str) -> Option<f64> {
    Some(js_sys::Date::parse(date)).filter(|ms| ms.is_finite())
}

fn options(call: &Call<'_>, abort: Option<&AbortController>) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Authorization", &call.token.header())?;
    let options = RequestInit::new();
    if let Some(body) = call.body {
        headers.set("Content-Type", "application/json")?;
        options.set_body(&body.into());
    }
    options.set_method(match call.method {
        Method::Get => "GET",
        Method::Post => "POST",
    });
    options.set_headers(&headers);
    // What was true a second ago is not what is asked; and no cookie of the host's is any of the API's business.
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::SameOrigin);
    if call.method == Method::Post {
        // A redirected POST becomes a GET, or goes out twice.
        options.set_redirect(RequestRedirect::Manual);
        // Without cookies the request gets a connection of its own: browsers repeat a POST by themselves when a connection that was used
        // before closes without an answer.
        options.set_credentials(match call.cookies {
            true => RequestCredentials::SameOrigin,
            false => RequestCredentials::Omit,
        });
    }
    options.set_signal(abort.map(AbortController::signal).as_ref());
    Ok(options)
}

async fn fetch(url: &str, options: &RequestInit) -> Result<Response, String> {
    let answer = JsFuture::from(leptos::prelude::window().fetch_with_str_and_init(url, options)).await;
    answer.and_then(JsCast::dyn_into).map_err(words)
}

async fn body(answer: &Response) -> Result<Vec<u8>, JsValue> {
    let buffer: ArrayBuffer = JsFuture::from(answer.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What an exception says.
fn words(thrown: JsValue) -> String {
    thrown.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| error.message().into())
}

/// Whether *something* answers at `url`, whatever it says: a request that CORS can't block, whose answer can't be read. It tells
/// "blocked by the browser" from "nobody there". Carries no token.
pub async fn answers_at_all(url: &str) -> bool {
    let options = RequestInit::new();
    options.set_mode(RequestMode::NoCors);
    options.set_cache(RequestCache::NoStore);
    fetch(url, &options).await.is_ok()
}

/// The text of one of the app's own files, such as its catalogue. Without a token.
///
/// # Errors
/// Why there is none, in words for people.
pub async fn get_text(url: &str) -> Result<String, String> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    text_of(fetch(url, &options).await).await
}

/// The text of an answer, if one came and it is a good one.
pub(super) async fn text_of<E>(came: Result<Response, E>) -> Result<String, String> {
    let answer = came.map_err(|_| "it can't be reached".to_owned())?;
    if !answer.ok() {
        return Err(format!("the server answered {}", answer.status()));
    }
    // The browser's own reading, which leaves out the mark that some editors put before UTF-8.
    let text = JsFuture::from(answer.text().map_err(words)?).await;
    text.ok().and_then(|text| text.as_string()).ok_or_else(|| "it is not text".to_owned())
}
