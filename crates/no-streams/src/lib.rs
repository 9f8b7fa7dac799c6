//! Stands in for `wasm-streams`, which Leptos links for server functions with streams. This app has no server functions, but the three
//! classes that the real crate shows to JavaScript can't be left out by any linker: 13 KB of the first file, and more of its script.
//!
//! Has the shapes that Leptos names and none of the behaviour: a stream from here ends at once.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes one.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// None: nothing here turns Rust's streams into the browser's.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Gives it back.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream without anything in it.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
