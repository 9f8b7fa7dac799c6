//! The program of the connect page, which the browser runs if no connection is known. It loads the app in the background.
//!
//! It is a separate program, so that the page doesn't wait for the app's code.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

/// Runs when the program is loaded, before the start script calls [`connect`].
fn main() {
    headless_ops::panic::catch();
}

/// See [`headless_ops::connect`].
#[wasm_bindgen]
pub async fn connect(settings: Promise, load_app: Function) -> String {
    headless_ops::connect(settings, load_app).await
}
