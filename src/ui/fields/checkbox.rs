//! A checkbox.

use leptos::prelude::*;

use super::field::{FieldNotes, Labelled, error_id, hint_id};

/// A native checkbox with a label beside it, and a hint and an error below.
#[component]
pub fn Checkbox(
    /// Id of the checkbox.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Hint; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Error message.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (hint_id, error_id) = (hint_id(&id), error_id(&id));
    let target = id.clone();
    let of = Labelled::new(&id, hint, error);
    view! {
        <div class="field field-check" class:field-invalid=move || error.with(Option::is_some)>
            <label class="check" for=target>
                <input
                    id=id
                    type="checkbox"
                    aria-invalid=of.invalid()
                    aria-describedby=of.described()
                    prop:checked=move || checked.get()
                    on:change=move |event| on_change.run(event_target_checked(&event))
                />
                <span>{move || label.get()}</span>
            </label>
            <FieldNotes hint_id error_id hint error />
        </div>
    }
}
