//! A number, as typed.

use leptos::prelude::*;

use super::{Field, described_by, field::left};

/// A labelled input for a number, with its unit after it. Its value is text, as typed: a native number input gives nothing for
/// "30 min" or a half-written "1e", and what was typed would be lost.
#[component]
pub fn NumberField(
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
    /// The unit, such as "min".
    #[prop(optional, into)]
    unit: Option<String>,
    /// Whole numbers only: which keyboard a phone shows.
    #[prop(optional)]
    integer: bool,
    /// Said to assistive technology; checked by the caller, in its own words.
    #[prop(optional)]
    required: bool,
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
            <span class="input-affix">
                <input
                    id=id
                    class="input input-number"
                    type="text"
                    inputmode=if integer { "numeric" } else { "decimal" }
                    autocomplete="off"
                    aria-required=required.then_some("true")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    prop:value=move || value.get()
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:blur=move |_| left(on_blur)
                />
                {unit.map(|unit| view! { <span class="input-unit">{unit}</span> }.into_any())}
            </span>
        </Field>
    }
}
