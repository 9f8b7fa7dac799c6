//! Chooses the language of the interface. Nothing where there is only one.

use crate::{
    i18n::{known_languages, use_language},
    ui::{Icon, IconName},
};
use leptos::prelude::*;

/// A list of the languages by their own names.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let language = use_language();
    let known = known_languages();
    (known.len() > 1).then(|| {
        let option = |one: crate::i18n::KnownLanguage| {
            let selected = language.tag().with_untracked(|tag| *tag == one.tag);
            view! { <option value=one.tag.clone() lang=one.tag selected=selected>{one.name}</option> }
        };
        view! {
            <label class="rail-zone-label">
                <Icon name=IconName::Language />
                <span class="visually-hidden">{messages::language::label()}</span>
                <select class="input select select-quiet" on:change=move |event| language.choose(event_target_value(&event))>
                    {known.into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    })
}
