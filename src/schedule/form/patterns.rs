//! Regular expressions of the browser, for the `pattern` of a schema.

use catalogue::PatternMatcher;
use js_sys::{Array, Function, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};

/// The browser's `RegExp` in Unicode mode, as JSON Schema recommends.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserPatterns;

impl PatternMatcher for BrowserPatterns {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let class: Function =
            Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp")).ok()?.dyn_into().ok()?;
        // Through `Reflect`, which returns an error for an invalid pattern; with the typed constructor, the exception would crash the page.
        let made =
            Reflect::construct(&class, &Array::of2(&JsValue::from_str(pattern), &JsValue::from_str("u")))
                .ok()?;
        Some(made.dyn_into::<RegExp>().ok()?.test(text))
    }
}
