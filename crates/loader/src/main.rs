//! The program that the browser runs: the app, with the code that the first view doesn't need in lazy chunks.
//!
//! `build.rs` turns splitting on for release builds; Trunk's `post_build` hook does it. Other builds are one file. Never reference a lazy
//! module outside its split point: the code would be linked into the first file.

mod lazy;

use headless_ops::app::LazyChunks;

fn main() {
    headless_ops::start(LazyChunks {
        connect: || Box::pin(lazy::connect()),
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
        whole: || Box::pin(lazy::history()),
    });
}
