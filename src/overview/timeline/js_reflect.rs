//! Members of browser objects by their names. Each member that is named by its type has a wrapper in the first file of the app, whichever
//! part it is for; a drawing would have forty.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A member; `undefined` where there is none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// A member that is a number; 0 where there is none.
pub fn number(object: &JsValue, name: &str) -> f64 {
    get(object, name).as_f64().unwrap_or_default()
}

/// Gives a member a value. Of what is set here nothing can be refused.
pub fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    drop(Reflect::set(object, &JsValue::from_str(name), &value.into()));
}

/// Calls a method; `undefined` where there is none, or where it throws.
pub fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    let Ok(method) = get(object, name).dyn_into::<Function>() else { return JsValue::UNDEFINED };
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(object, &list).unwrap_or_default()
}
