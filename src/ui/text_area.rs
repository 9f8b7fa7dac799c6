//! Several lines of text.

use leptos::prelude::*;

use super::Labelled;

/// A `<textarea>` for JSON and lists of ids: monospaced, not wrapped and not spell-checked.
#[component]
pub fn TextArea(
    /// The field around it.
    of: Labelled,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Something was typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// Lines shown.
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
