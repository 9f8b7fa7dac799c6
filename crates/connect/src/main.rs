//! The program that the browser runs where no connection is known: the page for connecting, which loads the app meanwhile.
//!
//! A program of its own, so that the page comes without the app's code.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

/// Runs as the program is loaded, before the start script calls [`connect`].
fn main() {
    headless_ops::panic::catch();
}

/// See [`headless_ops::connect`].
#[wasm_bindgen]
pub async fn connect(settings: Promise, load_app: Function) -> String {
    headless_ops::connect(settings, load_app).await
}
