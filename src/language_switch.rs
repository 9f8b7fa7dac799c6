//! Control for the language of the interface. Hidden if there is only one.

use crate::{
    effect::effect,
    i18n::{known_languages, use_language},
    ui::{Icon, IconName, focus_target},
};
use leptos::prelude::*;

/// A select of the languages, each by its own name.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let language = use_language();
    let known = known_languages();
    // A change of language creates the page again; the focus returns to the element that had it.
    effect(move || {
        let focused = language.take_focused();
        if !focused.is_empty() {
            focus_target(&focused);
        }
    });
    // The select shows the current language until the texts of the new one are loaded.
    let choose = move |event: web_sys::Event| {
        let tag = event_target_value(&event);
        event_target::<web_sys::HtmlSelectElement>(&event).set_value(&language.tag().get_untracked());
        language.choose(tag);
    };
    (known.len() > 1).then(|| {
        let option = |one: crate::i18n::KnownLanguage| {
            let selected = language.tag().with_untracked(|tag| *tag == one.tag);
            view! {
                <option value=one.tag.clone() lang=one.tag selected=selected>
                    {one.name}
                </option>
            }
        };
        view! {
            <label class="rail-zone-label">
                <Icon name=IconName::Language />
                <span class="visually-hidden">{messages::language::label()}</span>
                <select id="language" class="input select select-quiet" on:change=choose>
                    {known.into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    })
}
