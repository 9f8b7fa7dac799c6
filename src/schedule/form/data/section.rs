//! The section "Settings", and the state that its two sides share.

use std::sync::Arc;

use catalogue::json;
use leptos::prelude::*;
use wire::Value;

use super::field::DataFields;
use super::json::DataJson;
use super::left_out::NotSentAgain;
use crate::schedule::field::FieldId;
use crate::schedule::form::Form;
use crate::ui::Button;
use crate::ui::ButtonKind;

/// State shared by the generated fields. Copies share one state.
#[derive(Clone, Copy)]
pub struct Data {
    /// The form.
    pub form: Form,
    /// The last valid object in the text.
    pub value: Memo<Arc<Value>>,
}

impl Data {
    /// Sets the value at a JSON pointer, or removes it with `None`.
    pub fn set(self, pointer: &str, new: Option<&Value>) {
        let field = FieldId::DataAt(pointer.to_owned());
        self.form.edit(&field, |draft| {
            let text = if draft.data.trim().is_empty() { "{}" } else { draft.data.as_str() };
            let Ok(document) = json::parse(text) else { return };
            if let Some(spliced) = json::splice(text, &document, pointer, new) {
                draft.data = spliced;
            }
        });
    }
}

/// Edits `operation_data`.
#[component]
pub fn DataSection(
    /// The form.
    form: Form,
) -> impl IntoView {
    let text = Memo::new(move |_| form.draft.with(|draft| draft.data.clone()));
    // While the text can't be parsed, the fields keep their values.
    let broken = Memo::new(move |_| form.data_parsed.with(Option::is_none));
    let data = Data { form, value: form.data_value };
    let name = Memo::new(move |_| form.draft.with(|draft| draft.operation_type.trim().to_owned()));
    let fields = form.data_fields;
    let listed = Memo::new(move |_| form.catalogue.with(|catalogue| catalogue.get(&name.read()).is_some()));
    let differs =
        Memo::new(move |_| listed.get() && text.with(|text| *text != form.starting_text(&name.read())));
    view! {
        <section class="form-section">
            <div class="section-head">
                <h2>{messages::schedule::settings()}</h2>
                <Show when=move || differs.get()>
                    <Button
                        kind=ButtonKind::Quiet
                        on_press=move |()| {
                            let fresh = form.starting_text(&name.get_untracked());
                            form.edit(&FieldId::Data, |draft| draft.data = fresh);
                        }
                    >
                        {messages::schedule::back_to_defaults()}
                    </Button>
                </Show>
            </div>
            <div class="data-editor">
                <fieldset class="data-fields stack" disabled=move || broken.get()>
                    <legend class="visually-hidden">{messages::schedule::settings_as_fields()}</legend>
                    <p class="muted" hidden=move || !fields.with(Vec::is_empty)>
                        {move || {
                            if name.with(String::is_empty) {
                                messages::schedule::settings_need_type()
                            } else if listed.get() {
                                messages::schedule::type_has_no_settings()
                            } else {
                                messages::schedule::type_settings_as_json()
                            }
                        }}
                    </p>
                    <p class="muted" hidden=move || !broken.get()>
                        {messages::schedule::json_has_mistake()}
                    </p>
                    <DataFields data fields />
                </fieldset>
                <DataJson data />
            </div>
            <NotSentAgain data broken />
        </section>
    }
}
