//! The decoder of the worker that fetches pages (`worker.js` beside this folder): the bytes of an answer in, the bytes of a batch out.
//!
//! Its own small program, so that a worker loads neither views nor columns. Must not know the network, and of tokens not even that
//! there are some.

use wasm_bindgen::prelude::*;

/// The rows of an answer as [`intake::encode_batch`] writes them.
///
/// # Errors
/// When the answer is not a page of the API. The page then looks at the bytes itself and says what is wrong with them.
#[wasm_bindgen]
pub fn encode(answer: &[u8]) -> Result<Vec<u8>, JsValue> {
    intake::encode_batch(answer).map_err(|_| JsValue::UNDEFINED)
}
