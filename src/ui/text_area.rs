//! Several lines of text.

use leptos::prelude::*;

use super::{Field, described_by, field::left};

/// A labelled `<textarea>`. With `code` it is monospaced, doesn't wrap and isn't spell-checked.
#[component]
pub fn TextArea(
    /// Id of the text area.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Something was typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// The person left the field.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// Help; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
    /// For JSON and lists of ids.
    #[prop(optional)]
    code: bool,
    /// Whether the label says "optional".
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.with(|hint| !hint.is_empty()), error.with(Option::is_some))
    };
    view! {
        <Field id=id.clone() label hint error optional>
            <textarea
                id=id
                class="input textarea"
                class:code=code
                rows=rows.to_string()
                wrap=code.then_some("off")
                autocomplete="off"
                spellcheck=if code { "false" } else { "true" }
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| left(on_blur)
            ></textarea>
        </Field>
    }
}
