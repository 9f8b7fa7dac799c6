//! Formats numbers, plurals and lists in the current language through the browser's `Intl`.

use js_sys::{
    Array, Function,
    Intl::{NumberFormat, PluralRules},
    Object, Reflect,
};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

struct Formatters {
    number: Function,
    tenths: Function,
    plural: PluralRules,
    /// `js-sys` has no binding for `Intl.ListFormat`.
    list: Option<Object>,
}

thread_local! {
    /// Cached, because creating a formatter costs far more than using it.
    static FORMATTERS: RefCell<Option<Formatters>> = const { RefCell::new(None) };
}

/// Sets the locale of the formatters.
pub(super) fn set_locale(locale: &str) {
    let locales = Array::of1(&JsValue::from_str(locale));
    let number = NumberFormat::new(&locales, &Object::new()).format();
    let tenths = NumberFormat::new(&locales, &one_decimal()).format();
    let plural = PluralRules::new(&locales, &Object::new());
    FORMATTERS.set(Some(Formatters { number, tenths, plural, list: list_format(&locales) }));
}

fn one_decimal() -> Object {
    let digits = JsValue::from(1);
    let entries = ["minimumFractionDigits", "maximumFractionDigits"]
        .map(|name| Array::of2(&JsValue::from_str(name), &digits));
    Object::from_entries(&entries.iter().collect::<Array>()).unwrap_or_default()
}

fn list_format(locales: &Array) -> Option<Object> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"ListFormat".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of1(locales)).ok()?.dyn_into().ok()
}

/// Formats a list.
pub(super) fn list(items: &[String]) -> String {
    let text = FORMATTERS.with_borrow(|formatters| {
        let list = formatters.as_ref()?.list.as_ref()?;
        let format: Function = Reflect::get(list, &"format".into()).ok()?.dyn_into().ok()?;
        let items: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        format.call1(list, &items).ok()?.as_string()
    });
    text.unwrap_or_else(|| items.join(", "))
}

/// Formats a number.
pub(super) fn number(number: u64) -> String {
    written(|formatters| &formatters.number, as_double(number)).unwrap_or_else(|| number.to_string())
}

/// Formats a number of tenths, with one decimal.
pub(super) fn tenths(tenths: u64) -> String {
    written(|formatters| &formatters.tenths, as_double(tenths) / 10.0)
        .unwrap_or_else(|| format!("{}.{}", tenths / 10, tenths % 10))
}

fn written(format: fn(&Formatters) -> &Function, number: f64) -> Option<String> {
    FORMATTERS.with_borrow(|formatters| {
        format(formatters.as_ref()?).call1(&JsValue::UNDEFINED, &JsValue::from_f64(number)).ok()?.as_string()
    })
}

/// The plural category of a number.
pub(super) fn plural(number: u64) -> &'static str {
    let category = FORMATTERS.with_borrow(|formatters| {
        formatters.as_ref().map(|formatters| String::from(formatters.plural.select(as_double(number))))
    });
    let known = ["zero", "one", "two", "few", "many"];
    known.into_iter().find(|known| category.as_deref() == Some(*known)).unwrap_or("other")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a number in JavaScript is a double, exact far beyond any count"
)]
fn as_double(number: u64) -> f64 {
    number as f64
}
