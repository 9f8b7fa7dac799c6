//! The settings of the site, as text. They are asked for before this program runs, by the script beside this file.

use super::transport::text_of;
use gloo_net::http::Response;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/api/settings.js")]
extern "C" {
    fn settings() -> Promise;
}

/// The text of `config.json`. Without a token.
///
/// # Errors
/// Why there is none, in words for people.
pub async fn fetch_settings() -> Result<String, String> {
    let answer = JsFuture::from(settings()).await.and_then(JsCast::dyn_into::<web_sys::Response>);
    text_of(answer.map(Response::from)).await
}
