//! A choice between two to four visible options.

use leptos::prelude::*;

/// A group of native radio buttons that looks like one control; arrow keys move between options.
#[component]
pub fn SegmentedControl(
    /// Name of the group, unique on the page. The ids of the options are `{name}-{value}`.
    #[prop(into)]
    name: String,
    /// Legend.
    #[prop(into)]
    legend: Signal<String>,
    /// Value and label of each option.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The selected value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new value.
    #[prop(into)]
    on_change: Callback<String>,
    /// Hides the legend visually, if the context makes it clear.
    #[prop(optional)]
    legend_hidden: bool,
) -> impl IntoView {
    let name = StoredValue::new(name);
    view! {
        <fieldset class="segmented">
            <legend class:visually-hidden=legend_hidden>{move || legend.get()}</legend>
            <div class="segmented-track">
                <For
                    each=move || options.get()
                    key=|(option, text)| format!("{option}\n{text}")
                    let((option, text))
                >
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
