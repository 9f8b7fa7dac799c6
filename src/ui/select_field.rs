//! One of a few.

use crate::reactive::{Keyed, Memo};
use leptos::prelude::*;

use super::{Field, described_by, field::left};

/// A labelled native `<select>`. A value that isn't among the options is shown as one more, rather than dropped.
#[component]
pub fn SelectField(
    /// Id of the select.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Value and label of each option.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Another option was chosen.
    #[prop(into)]
    on_change: Callback<String>,
    /// The person left the field.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// Help; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Said to assistive technology; checked by the caller, in its own words.
    #[prop(optional)]
    required: bool,
    /// Whether the label says "optional".
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let described = {
        let id = id.clone();
        move || described_by(&id, hint.with(|hint| !hint.is_empty()), error.with(Option::is_some))
    };
    let all = Memo::new(move |_| with_chosen(options.get(), &value.read()));
    view! {
        <Field id=id.clone() label hint error optional>
            <span class="select-frame">
                <select
                    id=id
                    class="input select"
                    aria-required=required.then_some("true")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    on:change=move |event| on_change.run(event_target_value(&event))
                    on:blur=move |_| left(on_blur)
                >
                    <Keyed each=move || all.get() key=|(option, text)| format!("{option}\n{text}") let((option, text))>
                        <SelectOption option text value />
                    </Keyed>
                </select>
            </span>
        </Field>
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
    fn a_known_value_adds_nothing() {
        assert_eq!(with_chosen(options(), "failed"), options());
        assert_eq!(with_chosen(options(), ""), options());
    }

    #[test]
    fn an_unknown_value_is_still_shown() {
        assert_eq!(
            with_chosen(options(), "rebooting").last(),
            Some(&("rebooting".into(), "rebooting".into()))
        );
    }
}
