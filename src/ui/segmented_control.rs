//! One of two to four, all in sight.

use leptos::prelude::*;

/// A group of native radio buttons that looks like one control; arrow keys move in it.
#[component]
pub fn SegmentedControl(
    /// Name of the group, unique on the page; the options get the ids `{name}-{value}`.
    #[prop(into)]
    name: String,
    /// What is chosen here.
    #[prop(into)]
    legend: Signal<String>,
    /// Value and label of each option.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Another option was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// Hides the legend from sight, where the place says it.
    #[prop(optional)]
    legend_hidden: bool,
) -> impl IntoView {
    let name = StoredValue::new(name);
    view! {
        <fieldset class="segmented">
            <legend class:visually-hidden=legend_hidden>{move || legend.get()}</legend>
            <div class="segmented-track">
                <For each=move || options.get() key=|(option, text)| format!("{option}\n{text}") let((option, text))>
                    <Segment name=name.get_value() option text value on_change />
                </For>
            </div>
        </fieldset>
    }
}

#[component]
fn Segment(
    name: String,
    option: String,
    text: String,
    value: Signal<String>,
    on_change: Callback<String>,
) -> impl IntoView {
    let id = format!("{name}-{option}");
    let (target, own) = (id.clone(), option.clone());
    view! {
        <label class="segment" for=target>
            <input
                id=id
                type="radio"
                name=name
                value=option
                prop:checked=move || value.with(|value| *value == own)
                on:change=move |event| on_change.run(event_target_value(&event))
            />
            <span>{text}</span>
        </label>
    }
}
