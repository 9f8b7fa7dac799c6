//! Sends requests through the worker that fetches and decodes pages, to keep that work off the main thread.

use super::transport::{Answer, Call, Failure};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

#[wasm_bindgen(module = "/src/api/worker.js")]
extern "C" {
    type Came;

    #[wasm_bindgen(js_name = fetchInWorker)]
    fn fetch_in_worker(url: &str, authorization: &str, cookies: bool, signal: &AbortSignal) -> Promise;

    #[wasm_bindgen(js_name = endWorker)]
    fn end_worker();

    #[wasm_bindgen(method, getter)]
    fn failure(this: &Came) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Came) -> u16;

    #[wasm_bindgen(method, getter, js_name = contentType)]
    fn content_type(this: &Came) -> Option<String>;

    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Came) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn date(this: &Came) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn url(this: &Came) -> String;

    #[wasm_bindgen(method, getter)]
    fn body(this: &Came) -> Uint8Array;

    #[wasm_bindgen(method, getter)]
    fn decoded(this: &Came) -> bool;

    #[wasm_bindgen(method, getter, js_name = tookMs)]
    fn took_ms(this: &Came) -> f64;

    #[wasm_bindgen(method, getter)]
    fn multiplexed(this: &Came) -> bool;
}

/// The answer, or why there is none. `None` if there is no worker; then nothing was sent, or the answer is lost.
pub(super) async fn exchange(call: &Call<'_>, signal: &AbortSignal) -> Option<Result<Answer, Failure>> {
    let came = fetch_in_worker(call.url, &call.token.header(), call.cookies, signal);
    let came = JsFuture::from(came).await.ok()?;
    if came.is_undefined() {
        return None;
    }
    let came: Came = came.unchecked_into();
    if let Some(why) = came.failure() {
        // The headers had arrived if there is a status.
        return Some(Err(match came.status() {
            0 => Failure::Network(why),
            status => Failure::Damaged(status),
        }));
    }
    Some(Ok(Answer {
        status: came.status(),
        content_type: came.content_type(),
        retry_after: came.retry_after(),
        server_time: came.date().as_deref().and_then(super::transport::server_time),
        url: came.url(),
        redirects: false,
        body: came.body().to_vec(),
        decoded: came.decoded(),
        took_ms: Some(came.took_ms()),
        multiplexed: came.multiplexed(),
    }))
}

/// Ends the worker and drops its requests; the next request starts a new one.
pub fn end() {
    end_worker();
}
