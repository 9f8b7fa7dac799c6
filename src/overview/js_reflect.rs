//! Access to members of JS objects by name. `web-sys` adds a wrapper for each typed member to the first JS file, whichever chunk uses it; the
//! overview would add forty.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a member; `undefined` if it is missing.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// Reads a number; 0 if it is missing.
pub fn number(object: &JsValue, name: &str) -> f64 {
    get(object, name).as_f64().unwrap_or_default()
}

/// Sets a member. Ignores errors: none of the members set here can be rejected.
pub fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    drop(Reflect::set(object, &JsValue::from_str(name), &value.into()));
}

/// Calls a method; `undefined` if it is missing or throws.
pub fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    let Ok(method) = get(object, name).dyn_into::<Function>() else { return JsValue::UNDEFINED };
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(object, &list).unwrap_or_default()
}
