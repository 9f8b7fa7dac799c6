//! Effects that share their code.

use leptos::prelude::*;

/// Runs a function now and whenever a signal that it reads changes, as [`Effect::new`] does. That compiles the whole of an effect anew for each
/// function; here it is compiled once. For the first view, where each effect would cost some 80 bytes (brotli).
pub fn effect(run: impl FnMut() + 'static) {
    start(Box::new(run));
}

fn start(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
