//! The page that replaces the app after a panic. `panic.js` shows it, also after a trap.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/panic.js")]
extern "C" {
    #[wasm_bindgen(js_name = catchTraps)]
    fn catch_traps();

    #[wasm_bindgen(js_name = stopApp)]
    fn stop_app(message: &str);

    #[wasm_bindgen(js_name = isStopped)]
    fn is_stopped() -> bool;
}

/// Sets the panic hook: a panic is logged, and a page with recovery actions replaces the app. A trap shows the same page.
pub fn catch() {
    catch_traps();
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        // Without the source location, which the build strips (script/build).
        stop_app(info.payload_as_str().unwrap_or("Panic without a message"));
    }));
}

/// Whether the app has stopped after a panic or a trap. No request may be sent from then on.
pub fn stopped() -> bool {
    is_stopped()
}
