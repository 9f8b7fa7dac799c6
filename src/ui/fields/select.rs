//! A drop-down list.

use leptos::prelude::*;

use super::Labelled;

/// A native `<select>`. A value that isn't among the options is added as an option instead of being dropped.
#[component]
pub fn Select(
    /// Attributes from the field.
    of: Labelled,
    /// The selected value.
    #[prop(into)]
    value: Signal<String>,
    /// Value and label of each option.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Called with the new value.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let all = Memo::new(move |_| with_chosen(options.get(), &value.read()));
    view! {
        <span class="select-frame">
            <select
                id=of.id.clone()
                class="input select"
                aria-required=of.required()
                aria-invalid=of.invalid()
                aria-describedby=of.described()
                on:change=move |event| on_change.run(event_target_value(&event))
                on:blur=move |_| of.left()
            >
                <For
                    each=move || all.get()
                    key=|(option, text)| format!("{option}\n{text}")
                    let((option, text))
                >
                    <SelectOption option text value />
                </For>
            </select>
        </span>
    }
}

#[component]
fn SelectOption(option: String, text: String, value: Signal<String>) -> impl IntoView {
    let own = option.clone();
    view! {
        <option value=option prop:selected=move || value.with(|value| *value == own)>
            {text}
        </option>
    }
}

fn with_chosen(mut options: Vec<(String, String)>, chosen: &str) -> Vec<(String, String)> {
    if !options.iter().any(|(value, _)| value == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::with_chosen;

    fn options() -> Vec<(String, String)> {
        vec![("".into(), "Any".into()), ("failed".into(), "Failed".into())]
    }

    #[test]
    fn known_value_adds_no_option() {
        assert_eq!(with_chosen(options(), "failed"), options());
        assert_eq!(with_chosen(options(), ""), options());
    }

    #[test]
    fn unknown_value_is_added() {
        assert_eq!(
            with_chosen(options(), "rebooting").last(),
            Some(&("rebooting".into(), "rebooting".into()))
        );
    }
}
