//! Checkboxes for several values of one field, each with its row count.

use super::super::filter_bar::Choices as Options;
use crate::ui::{Icon, status_look, visible_marks};
use leptos::prelude::*;

/// Checkboxes; none checked means any value.
#[component]
pub fn Choices(
    /// Name of the checkbox group, unique in the panel.
    name: &'static str,
    /// Legend of the group.
    legend: &'static str,
    /// Values and labels.
    options: Options,
    /// Row count for each value, with the other filters applied.
    counts: Memo<Vec<(String, usize)>>,
    /// Whether anything is loaded. Before that, no count is known.
    known: Memo<bool>,
    /// The selected values.
    chosen: Memo<Vec<String>>,
    /// Called with the new selection.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    // A value from a shared address is an option even when no row has it yet.
    let all = Memo::new(move |_| {
        let mut all = options.get();
        for value in chosen.get() {
            if all.iter().all(|(known, _)| *known != value) {
                all.push((value.clone(), visible_marks(&value).into_owned()));
            }
        }
        all
    });
    let toggle = move |value: String, on: bool| {
        let mut values = chosen.get_untracked();
        values.retain(|known| *known != value);
        if on {
            values.push(value);
        }
        on_change.run(values);
    };
    let option = move |(value, word): (String, String)| {
        let look = (name == "status").then(|| status_look(&value));
        let (this, counted) = (value.clone(), value.clone());
        let on = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&this)));
        let count = Memo::new(move |_| {
            counts.with(|all| all.iter().find(|(known, _)| *known == counted).map_or(0, |(_, count)| *count))
        });
        view! {
            <li>
                <label class="choice" class:choice-none=move || known.get() && count.get() == 0>
                    <input
                        type="checkbox"
                        class="checkbox"
                        prop:checked=move || on.get()
                        on:change=move |event| toggle(value.clone(), event_target_checked(&event))
                    />
                    {look
                        .map(|look| {
                            view! {
                                <span class=format!("choice-icon {}", look.class)>
                                    <Icon name=look.icon />
                                </span>
                            }
                                .into_any()
                        })}
                    <span class="choice-word">{word}</span>
                    <span class="choice-count">
                        {move || {
                            if known.get() { messages::number(count.get() as u64) } else { "…".to_owned() }
                        }}
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <fieldset class="field-set">
            <legend>{legend}</legend>
            <ul class="choices">
                <For each=move || all.get() key=|(value, word)| format!("{value}\n{word}") children=option />
            </ul>
        </fieldset>
    }
}
