//! A single-line text field.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Labelled;

/// The text in the field with this id. A password manager may fill a field in without an `input` event.
pub fn filled_text(id: &str) -> Option<String> {
    Some(document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// An `<input>`. The caller owns the value: each keystroke calls `on_input`, and `value` updates the field.
///
/// Numbers are text, too: a native number input returns nothing for "30 min" or an incomplete "1e", and the input would be lost.
#[component]
pub fn TextInput(
    /// Attributes from the field.
    of: Labelled,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new text.
    #[prop(into)]
    on_input: Callback<String>,
    /// `text`, `password`, `url`, `search`, `datetime-local` ….
    #[prop(default = "text")]
    type_: &'static str,
    /// `inputmode` for numbers, which selects the on-screen keyboard: `numeric` or `decimal`.
    #[prop(optional_no_strip)]
    number: Option<&'static str>,
    /// Monospaced, for ids, versions and addresses.
    #[prop(optional)]
    mono: bool,
) -> impl IntoView {
    view! {
        <input
            id=of.id.clone()
            class="input"
            class:mono=mono
            class:input-number=number.is_some()
            type=type_
            autocomplete="off"
            inputmode=number
            spellcheck="false"
            aria-required=of.required()
            aria-invalid=of.invalid()
            aria-describedby=of.described()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:blur=move |_| of.left()
        />
    }
}
