//! Component tests in a real browser: accessibility, focus, browser features.
//!
//! They are one test target, because each target is linked and loaded separately. `script/test components` runs it; for other compilation
//! targets it is empty.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests may fail as tests do, and wait for the browser"
)]

mod dialog;
mod error_summary;
mod field;
mod json_tree;
mod page;
mod pagination;
mod progress_bar;
mod select;
mod status_badge;
mod store;
mod time_text;
mod toasts;
mod zones;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
