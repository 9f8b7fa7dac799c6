//! A multi-line text field.

use leptos::prelude::*;

use super::Labelled;

/// A `<textarea>` for JSON and lists of ids: monospaced, without wrapping or spell checking.
#[component]
pub fn TextArea(
    /// Attributes from the field.
    of: Labelled,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new text.
    #[prop(into)]
    on_input: Callback<String>,
    /// Visible lines.
    rows: u32,
) -> impl IntoView {
    view! {
        <textarea
            id=of.id.clone()
            class="input textarea code"
            rows=rows.to_string()
            wrap="off"
            autocomplete="off"
            spellcheck="false"
            aria-required=of.required()
            aria-invalid=of.invalid()
            aria-describedby=of.described()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:blur=move |_| of.left()
        ></textarea>
    }
}
