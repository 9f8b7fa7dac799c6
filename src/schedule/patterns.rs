//! Regular expressions by the browser's own engine, for the `pattern` of a schema.

use catalogue::PatternMatcher;
use js_sys::{Array, Function, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};

/// The browser's `RegExp`, in its Unicode mode, as JSON Schema asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserPatterns;

impl PatternMatcher for BrowserPatterns {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let class: Function =
            Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp")).ok()?.dyn_into().ok()?;
        // Through `Reflect`: a broken pattern throws, and the typed constructor would take the page down with it.
        let made =
            Reflect::construct(&class, &Array::of2(&JsValue::from_str(pattern), &JsValue::from_str("u")))
                .ok()?;
        Some(made.dyn_into::<RegExp>().ok()?.test(text))
    }
}
