//! One line of text.

use leptos::prelude::*;

use super::{Field, described_by, field::left};

/// A labelled `<input>`. The caller owns the value: each keystroke goes out by `on_input` and comes back by `value`.
#[component]
pub fn TextField(
    /// Id of the input.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in the input.
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
    /// `text`, `password`, `url`, `search`, `datetime-local` ….
    #[prop(default = "text")]
    type_: &'static str,
    /// An example, where the format isn't plain.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// The autofill token; off where none is given.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Said to assistive technology; checked by the caller, in its own words.
    #[prop(optional)]
    required: bool,
    /// Whether the label says "optional".
    #[prop(optional)]
    optional: bool,
    /// For ids, versions and addresses.
    #[prop(optional)]
    mono: bool,
) -> impl IntoView {
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.with(|hint| !hint.is_empty()), error.with(Option::is_some))
    };
    view! {
        <Field id=id.clone() label hint error optional>
            <input
                id=id
                class="input"
                class:mono=mono
                type=type_
                placeholder=placeholder
                autocomplete=autocomplete
                inputmode=inputmode
                spellcheck="false"
                aria-required=required.then_some("true")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| left(on_blur)
            />
        </Field>
    }
}
