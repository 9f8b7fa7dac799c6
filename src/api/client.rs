//! The endpoints, one function each.

use super::{
    Problem, Token, gate,
    refusals::refusal,
    transport::{Answer, Call, Cancel, Method, answers_at_all, send},
};

use crate::time::{now_ms, server_now};
use wire::{ApiError, DevicePage, Page};

const RESOURCE: &str = "/inventory_device_headless_operation/";
const DEVICES: &str = "/inventory_device/";
/// Timeout of an ordinary call, in ms.
const PATIENCE_MS: u32 = 30_000;
/// Timeout of a call for which the server queries the devices first ("accurate and slow"), in ms.
const DEVICE_PATIENCE_MS: u32 = 180_000;

/// Parameters of a GET; `Default` is the API's first page of 20.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListParams {
    /// Only this transaction.
    pub id: Option<String>,
    /// The server queries the devices before it answers. Set only when the user requests it.
    pub update_status: bool,
    /// Page size, at most 100; `None` is the server's default.
    pub limit: Option<usize>,
    /// Offset of the first row.
    pub offset: usize,
}

/// A page, and the server's clock.
pub struct Listed {
    /// The page.
    pub page: Page,
    /// The server's clock minus the local clock in ms, if the `Date` header is readable.
    pub skew_ms: Option<f64>,
    /// The server's clock in ms since the epoch, if the `Date` header is readable.
    pub server_time: Option<i64>,
    /// The base URL that answered, if the server redirected the request.
    pub redirected_to: Option<String>,
    /// Duration of the call, in ms.
    pub took_ms: f64,
}

/// A fetched page for the column store.
#[derive(Default)]
pub struct Fetched {
    /// JSON as received, or a batch.
    pub body: Vec<u8>,
    /// Whether a worker has decoded the page into a batch, see [`history::Batch`].
    pub decoded: bool,
    /// Duration of the call, in ms.
    pub took_ms: f64,
    /// It came by HTTP/2 or later. `false` if unknown.
    pub multiplexed: bool,
}

/// The answer to a POST, with a status below 400.
#[derive(Clone, Debug, PartialEq)]
pub struct PostAnswer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, if readable.
    pub content_type: Option<String>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl PostAnswer {
    /// Reads the body as an error.
    pub async fn refusal(&self) -> ApiError {
        refusal(self.status, self.content_type.as_deref(), &self.body).await
    }
}

/// A connection to the API.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    base: String,
    token: Token,
    cookies: Cookies,
    by_hand: bool,
}

/// Which calls send the cookies of this site. They never go to another origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    /// Calls that read. Without cookies, browsers may reuse the connection of such a call for a POST.
    pub reads: bool,
    /// Calls that schedule.
    pub posts: bool,
}

impl Client {
    /// `base` has no trailing slash. It is absolute, or a path on the page's own host.
    pub fn new(base: impl Into<String>, token: Token, cookies: Cookies) -> Self {
        Self { base: base.into(), token, cookies, by_hand: false }
    }

    /// For a call that a person insists on, such as "Refresh": it is sent although the API asked to wait.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        self.by_hand = true;
        self
    }

    /// The base URL of the API, without a trailing slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The absolute URL of the resource, for the cURL command of a request.
    pub fn resource(&self) -> String {
        absolute(&format!("{}{RESOURCE}", self.base))
    }

    /// Lists operations.
    ///
    /// # Errors
    /// [`Problem`]; [`Problem::Aborted`] if `cancel` was aborted.
    pub async fn list(&self, params: &ListParams, cancel: &Cancel) -> Result<Listed, Problem> {
        let patience = if params.update_status { DEVICE_PATIENCE_MS } else { PATIENCE_MS };
        let started = js_sys::Date::now();
        let answer = self.call(Method::Get, &self.list_url(params), None, patience, cancel).await?;
        let now = js_sys::Date::now();
        // The header has whole seconds and was written at some time between request and answer.
        let skew_ms = answer.server_time.map(|there| there + 500.0 - (started + now) / 2.0);
        let page = wire::decode_page(&answer.body).map_err(|e| Problem::of_decoding(&e))?;
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
        let server_time = answer.server_time.map(|at| at as i64);
        let redirected_to = self.redirected_to(&answer.url);
        Ok(Listed { page, skew_ms, server_time, redirected_to, took_ms: now - started })
    }

    /// Fetches a page of the list for the column store, in a worker if there is one.
    ///
    /// # Errors
    /// [`Problem`], as for [`Self::list`]. The body of a successful answer is not checked; the column store does that.
    pub async fn fetch_page(&self, params: &ListParams, cancel: &Cancel) -> Result<Fetched, Problem> {
        let url = self.list_url(params);
        let (method, timeout_ms) = (Method::Get, PATIENCE_MS);
        let call = Call {
            method,
            url: &url,
            body: None,
            token: &self.token,
            timeout_ms,
            cookies: self.cookies.reads,
            in_worker: true,
        };
        let started = js_sys::Date::now();
        let Answer { body, decoded, took_ms, multiplexed, .. } = self.send(call, cancel).await?;
        let took_ms = took_ms.unwrap_or_else(|| js_sys::Date::now() - started);
        Ok(Fetched { body, decoded, took_ms, multiplexed })
    }

    /// Schedules operations: sends the body unchanged. The caller judges what the answer proves.
    ///
    /// # Errors
    /// [`Problem`]. If [`Problem::is_ambiguous`], the operation may have been created.
    pub async fn schedule(&self, body: &str, cancel: &Cancel) -> Result<PostAnswer, Problem> {
        let url = format!("{}{RESOURCE}", self.base);
        let (token, cookies, timeout_ms) = (&self.token, self.cookies.posts, PATIENCE_MS);
        let call = Call {
            method: Method::Post,
            url: &url,
            body: Some(body),
            token,
            timeout_ms,
            cookies,
            in_worker: false,
        };
        let answer = self.send(call, cancel).await.map_err(|problem| match problem {
            // The previous revision answers this for a device that doesn't exist. The resource itself exists: the list was read from it.
            Problem::NotThisApi(message) => {
                Problem::Refused(ApiError { status: 404, message, fields: Vec::new(), request_id: None })
            }
            other => other,
        })?;
        let Answer { status, content_type, body, .. } = answer;
        Ok(PostAnswer { status, content_type, body })
    }

    /// A page of the inventory. Not every deployment has this endpoint: 403 and 404 are expected.
    ///
    /// # Errors
    /// [`Problem`].
    pub async fn devices(&self, limit: usize, offset: usize, cancel: &Cancel) -> Result<DevicePage, Problem> {
        let url = format!("{}{DEVICES}?limit={limit}&offset={offset}", self.base);
        let answer = self.call(Method::Get, &url, None, PATIENCE_MS, cancel).await?;
        wire::decode_devices(&answer.body).map_err(|e| Problem::of_decoding(&e))
    }

    /// Requests one row. If that fails without a reason, checks whether the host answers at all.
    ///
    /// # Errors
    /// [`Problem`], which distinguishes [`Problem::Blocked`] from [`Problem::NoAnswer`].
    pub async fn test(&self, cancel: &Cancel) -> Result<Listed, Problem> {
        let params = ListParams { limit: Some(1), ..ListParams::default() };
        match self.clone().by_hand().list(&params, cancel).await {
            // A GET follows the redirect, but a POST would get lost.
            Ok(Listed { redirected_to: to @ Some(_), .. }) => Err(Problem::Redirected { to }),
            Err(Problem::NoAnswer { host }) if answers_at_all(&self.base).await => {
                Err(Problem::Blocked { host })
            }
            other => other,
        }
    }

    /// The base URL in `url`, the address that answered, if it is not the one of this client.
    fn redirected_to(&self, url: &str) -> Option<String> {
        let answered = url.split(['?', '#']).next().unwrap_or_default();
        let asked = absolute(&format!("{}{RESOURCE}", self.base));
        // No address: an answer from a cache, or a browser that doesn't report it.
        if answered.is_empty() || answered == asked {
            return None;
        }
        Some(answered.strip_suffix(RESOURCE).unwrap_or(answered).to_owned())
    }

    fn list_url(&self, params: &ListParams) -> String {
        let mut pairs = Vec::new();
        if let Some(id) = &params.id {
            pairs.push(format!("id={}", js_sys::encode_uri_component(id)));
        }
        if params.update_status {
            pairs.push("update_status=true".to_owned());
        }
        if let Some(limit) = params.limit {
            pairs.push(format!("limit={limit}"));
        }
        if params.limit.is_some() || params.offset > 0 {
            pairs.push(format!("offset={}", params.offset));
        }
        match pairs.is_empty() {
            true => format!("{}{RESOURCE}", self.base),
            false => format!("{}{RESOURCE}?{}", self.base, pairs.join("&")),
        }
    }

    async fn call(
        &self,
        method: Method,
        url: &str,
        body: Option<&str>,
        timeout_ms: u32,
        cancel: &Cancel,
    ) -> Result<Answer, Problem> {
        let (token, cookies) = (&self.token, self.cookies.reads);
        let call = Call { method, url, body, token, timeout_ms, cookies, in_worker: false };
        self.send(call, cancel).await
    }

    async fn send(&self, call: Call<'_>, cancel: &Cancel) -> Result<Answer, Problem> {
        let url = call.url;
        if !self.by_hand
            && let Some(wait_ms) = gate::wait_left(now_ms())
        {
            return Err(Problem::held(wait_ms));
        }
        if !call.in_worker {
            gate::count_sent();
        }
        match send(call, cancel).await {
            Ok(answer) if answer.redirects => Err(Problem::Redirected { to: None }),
            Ok(answer) if answer.status < 400 => Ok(answer),
            // Browsers don't send the token on to another host.
            Ok(answer) if answer.status == 401 && other_origin(url, &answer.url) => {
                Err(Problem::Redirected { to: self.redirected_to(&answer.url) })
            }
            Ok(answer) => {
                let error = refusal(answer.status, answer.content_type.as_deref(), &answer.body).await;
                // A date in `Retry-After` is by the server's clock.
                let now = answer.server_time.unwrap_or_else(|| server_now() as f64);
                if answer.status == 429 {
                    gate::count_refused();
                }
                let problem = Problem::of_refusal(error, answer.retry_after.as_deref(), now);
                if let Some(wait_ms) = problem.wait_ms() {
                    gate::close(now_ms(), wait_ms);
                }
                Err(problem)
            }
            Err(failure) => Err(Problem::of_failure(failure, other_host(url), online())),
        }
    }
}

/// `url` with scheme and host, because a relative one is useless in a terminal.
fn absolute(url: &str) -> String {
    let page = leptos::prelude::window().location().href().unwrap_or_default();
    web_sys::Url::new_with_base(url, &page).map_or_else(|_| url.to_owned(), |u| u.href())
}

/// Whether two addresses have different origins; `a` may be relative.
fn other_origin(a: &str, b: &str) -> bool {
    let origin = |url: &str| web_sys::Url::new(&absolute(url)).map(|url| url.origin()).ok();
    !b.is_empty() && origin(a) != origin(b)
}

/// The origin of `url`, if it is not the page's own.
fn other_host(url: &str) -> Option<String> {
    let location = leptos::prelude::window().location();
    let origin = web_sys::Url::new_with_base(url, &location.href().ok()?).ok()?.origin();
    (origin != location.origin().ok()?).then_some(origin)
}

fn online() -> bool {
    leptos::prelude::window().navigator().on_line()
}
