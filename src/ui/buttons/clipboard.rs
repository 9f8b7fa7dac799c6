//! Copies text to the clipboard.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// Copies the text. Returns false if the browser allows neither method. The fallback briefly adds a hidden text area next to `near`, because in a
/// modal dialog nothing outside it can be selected.
pub(super) async fn copy(text: &str, near: &Element) -> bool {
    // `navigator.clipboard` is missing on a page served over plain HTTP, although its type isn't optional.
    let clipboard = window().navigator().clipboard();
    if !JsValue::from(&clipboard).is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok() {
        return true;
    }
    copy_by_selection(text, near).unwrap_or(false)
}

fn copy_by_selection(text: &str, near: &Element) -> Result<bool, JsValue> {
    let area: HtmlTextAreaElement = document().create_element("textarea")?.unchecked_into();
    area.set_class_name("visually-hidden");
    area.set_value(text);
    near.insert_adjacent_element("afterend", &area)?;
    area.select();
    let exec: js_sys::Function = js_sys::Reflect::get(&document(), &"execCommand".into())?.dyn_into()?;
    let copied = exec.call1(&document(), &"copy".into());
    area.remove();
    if let Some(button) = near.dyn_ref::<HtmlElement>() {
        button.focus()?;
    }
    Ok(copied?.is_truthy())
}
