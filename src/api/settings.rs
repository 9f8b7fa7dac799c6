//! Reads the text of the site's `config.json`.

use super::transport::{FileError, text_of};
use gloo_net::http::Response;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The text of `config.json`, from a promise of its response: the start script fetches it while the program is still loading.
///
/// # Errors
/// Why it could not be read.
pub async fn read_settings(response: Promise) -> Result<String, FileError> {
    let response = JsFuture::from(response).await.and_then(JsCast::dyn_into::<web_sys::Response>);
    text_of(response.map(Response::from)).await
}
