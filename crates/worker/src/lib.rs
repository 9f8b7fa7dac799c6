//! The decoder of the worker that fetches pages (`worker.js` beside this folder): takes the bytes of an answer, returns a batch.
//!
//! A separate small program, so that a worker loads neither views nor columns. Must not know the network or tokens.

use wasm_bindgen::prelude::*;

/// Encodes the rows of an answer with [`intake::encode_batch`].
///
/// # Errors
/// When the answer isn't a page of the API. The page then decodes the bytes itself to report the error.
#[wasm_bindgen]
pub fn encode(answer: &[u8]) -> Result<Vec<u8>, JsValue> {
    intake::encode_batch(answer).map_err(|_| JsValue::UNDEFINED)
}
