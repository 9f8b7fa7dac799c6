//! "What": the operation type, and the priority if the API supports it.

use leptos::prelude::*;
use wire::Revision;

use super::state::Form;
use crate::schedule::field::{FieldId, TYPE_NAME};
use crate::ui::{Field, Select, TextInput, focus_target};

/// Value of the option "Other…", which shows a text field.
const OTHER: &str = "…";

/// Selects the operation type.
#[component]
pub fn WhatSection(
    /// The form.
    form: Form,
) -> impl IntoView {
    let options = Memo::new(move |_| {
        let mut options = vec![(String::new(), messages::schedule::choose_type().to_owned())];
        form.catalogue.with(|catalogue| {
            options.extend(
                catalogue
                    .types
                    .iter()
                    .map(|kind| (kind.name.clone(), format!("{} ({})", kind.title, kind.name))),
            );
        });
        options.push((OTHER.to_owned(), messages::schedule::other_type().to_owned()));
        options
    });
    let other = Memo::new(move |_| form.draft.with(|draft| draft.other_type));
    let value = Memo::new(move |_| {
        form.draft
            .with(|draft| if draft.other_type { OTHER.to_owned() } else { draft.operation_type.clone() })
    });
    let choose = move |chosen: String| {
        if chosen == OTHER {
            form.edit(&FieldId::Type, |draft| {
                draft.other_type = true;
                draft.operation_type.clear();
            });
            // The text field is in the document by the next frame.
            request_animation_frame(|| {
                focus_target(TYPE_NAME);
            });
        } else {
            change_type(form, chosen);
        }
    };
    let description = Memo::new(move |_| {
        let name = form.draft.with(|draft| draft.operation_type.clone());
        form.catalogue
            .with(|catalogue| catalogue.get(&name).and_then(|kind| kind.description.clone()))
            .unwrap_or_default()
    });
    let warning = form.hint(FieldId::Type, "");
    let hint = Memo::new(move |_| {
        let warning = warning.get();
        if warning.is_empty() { description.get() } else { warning }
    });
    let error = form.error(FieldId::Type);
    // While the text field is shown, it has the error instead.
    let select_error = Memo::new(move |_| if other.get() { None } else { error.get() });
    let typed = Memo::new(move |_| form.draft.with(|draft| draft.operation_type.clone()));
    view! {
        <section class="form-section">
            <h2>{messages::schedule::what()}</h2>
            <div class="form-row">
                <Field
                    id=FieldId::Type.element_id()
                    label=messages::schedule::operation_type()
                    hint
                    error=select_error
                    required=true
                    on_blur=move |()| {
                        if !other.get_untracked() {
                            form.leave(FieldId::Type)
                        }
                    }
                    let(of)
                >
                    <Select of value options on_change=choose />
                </Field>
                <Show when=move || other.get()>
                    <Field
                        id=TYPE_NAME
                        label=messages::schedule::type_name()
                        hint=messages::schedule::type_name_hint()
                        error
                        required=true
                        on_blur=move |()| form.leave(FieldId::Type)
                        let(of)
                    >
                        <TextInput
                            of
                            mono=true
                            value=typed
                            on_input=move |name: String| {
                                form.edit(&FieldId::Type, |draft| draft.operation_type = name)
                            }
                        />
                    </Field>
                </Show>
                <PrioritySelect form />
            </div>
        </section>
    }
}

/// A new type sets its own `operation_data`, but never overwrites the user's input.
fn change_type(form: Form, chosen: String) {
    form.edit(&FieldId::Type, |draft| {
        let untouched = draft.data.trim().is_empty()
            || draft.data.trim() == "{}"
            || draft.data == form.starting_text(&draft.operation_type);
        draft.other_type = false;
        draft.operation_type = chosen;
        if untouched {
            draft.data = form.starting_text(&draft.operation_type);
        }
    });
}

/// Only the previous revision has a priority.
#[component]
fn PrioritySelect(form: Form) -> impl IntoView {
    let sent = Memo::new(move |_| form.shape.get().revision == Revision::Previous);
    let value = Memo::new(move |_| form.draft.with(|draft| draft.priority.clone()));
    view! {
        <Show when=move || sent.get()>
            <Field
                id=FieldId::Priority.element_id()
                label=messages::schedule::priority()
                error=form.error(FieldId::Priority)
                let(of)
            >
                <Select
                    of
                    value
                    options=Signal::stored(priorities())
                    on_change=move |priority: String| {
                        form.edit(&FieldId::Priority, |draft| draft.priority = priority)
                    }
                />
            </Field>
        </Show>
    }
}

fn priorities() -> Vec<(String, String)> {
    [
        ("", messages::schedule::priority_default()),
        ("low", messages::schedule::priority_low()),
        ("normal", messages::schedule::priority_normal()),
        ("high", messages::schedule::priority_high()),
    ]
    .map(|(value, label)| (value.to_owned(), label.to_owned()))
    .to_vec()
}
