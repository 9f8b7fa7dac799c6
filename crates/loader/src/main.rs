//! The program.
#[cfg(feature = "split")]
use headless_ops::later::{Missing, Parts};
use leptos::prelude::*;

#[wasm_split_helpers::wasm_split(schedule, fallible)]
fn schedule() -> Result<fn() -> AnyView, wasm_split_helpers::SplitLoaderError> {
    Ok(|| headless_ops::schedule::SchedulePage().into_any())
}

fn main() {
    headless_ops::start(Parts { schedule: || Box::pin(async { schedule().await.map_err(|_| Missing) }) });
}
