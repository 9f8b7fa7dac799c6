//! One line of text.

use leptos::prelude::*;

use super::Labelled;

/// An `<input>`. The caller owns the value: each keystroke goes out by `on_input` and comes back by `value`.
///
/// Numbers are text as well, as typed: a native number input gives nothing for "30 min" or a half-written "1e", and what was typed
/// would be lost.
#[component]
pub fn TextInput(
    /// The field around it.
    of: Labelled,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Something was typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// `text`, `password`, `url`, `search`, `datetime-local` ….
    #[prop(default = "text")]
    type_: &'static str,
    /// For numbers, and which keyboard a phone shows for them: `numeric` or `decimal`.
    #[prop(optional_no_strip)]
    number: Option<&'static str>,
    /// For ids, versions and addresses.
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
