//! Numbers, plurals and lists by the rules of the language in force. [`set_locale`] comes first.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/i18n/intl.js")]
extern "C" {
    /// Sets the locale of the formatters.
    #[wasm_bindgen(js_name = setLocale)]
    pub(super) fn set_locale(locale: &str);

    #[wasm_bindgen(js_name = formatNumber)]
    fn format_number(number: f64) -> String;

    #[wasm_bindgen(js_name = formatTenths)]
    fn format_tenths(tenths: f64) -> String;

    #[wasm_bindgen(js_name = pluralCategory)]
    fn plural_category(number: f64) -> String;

    #[wasm_bindgen(js_name = formatList)]
    fn format_list(items: Array) -> String;
}

/// Formats a list.
pub(super) fn list(items: &[String]) -> String {
    format_list(items.iter().map(|item| JsString::from(item.as_str())).collect())
}

/// Formats a number.
pub(super) fn number(number: u64) -> String {
    format_number(as_double(number))
}

/// Formats a number of tenths, with one decimal.
pub(super) fn tenths(tenths: u64) -> String {
    format_tenths(as_double(tenths))
}

/// The plural category of a number.
pub(super) fn plural(number: u64) -> &'static str {
    let category = plural_category(as_double(number));
    ["zero", "one", "two", "few", "many"].into_iter().find(|known| *known == category).unwrap_or("other")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a number in JavaScript is a double, exact far beyond any count"
)]
fn as_double(number: u64) -> f64 {
    number as f64
}
