//! A labelled group of controls.

use leptos::prelude::*;

use super::field::{FieldNotes, Labelled, error_id, hint_id};

/// A `<fieldset>` with a legend, and a hint and an error for the whole group.
#[component]
pub fn FieldSet(
    /// Id of the group; an error summary can link to it.
    #[prop(into)]
    id: String,
    /// Legend.
    #[prop(into)]
    legend: Signal<String>,
    /// Hint; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Error message.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (hint_id(&id), error_id(&id));
    let of = Labelled::new(&id, hint, error);
    view! {
        <fieldset
            class="field-set"
            id=id
            aria-describedby=of.described()
            class:field-invalid=move || error.with(Option::is_some)
        >
            <legend>{move || legend.get()}</legend>
            <div class="field-set-body">{children()}</div>
            <FieldNotes hint_id error_id hint error />
        </fieldset>
    }
}
