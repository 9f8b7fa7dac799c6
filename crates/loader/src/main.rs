//! The program of the app, which the browser runs once a connection is known. Code that the first view doesn't need is in lazy chunks.
//!
//! `build.rs` enables splitting in release builds; Trunk's `post_build` hook does it. Other builds are one file. Never reference a lazy
//! module outside its split point: the code would be linked into the first file.

mod lazy;

use headless_ops::app::LazyChunks;
use js_sys::Promise;
use wasm_bindgen::prelude::*;

/// Runs when the program is loaded, before the start script calls [`start`].
fn main() {
    headless_ops::panic::catch();
}

/// See [`headless_ops::start`].
#[wasm_bindgen]
pub async fn start(settings: Promise, sign_in: Option<String>) -> bool {
    let chunks = LazyChunks {
        renew: || Box::pin(lazy::renew()),
        detail: || Box::pin(lazy::detail()),
        tools: || Box::pin(lazy::tools()),
        device_refresh: || Box::pin(lazy::device_refresh()),
        key_sheet: || Box::pin(lazy::key_sheet()),
        schedule: || Box::pin(lazy::schedule()),
        overview: || Box::pin(lazy::overview()),
        report: || Box::pin(lazy::report()),
        refusals: || Box::pin(lazy::refusals()),
        catalogue: || Box::pin(lazy::catalogue()),
        history: || Box::pin(lazy::history()),
    };
    headless_ops::start(settings, sign_in, chunks).await
}
