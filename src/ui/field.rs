//! What stands around every control: label, hint and error.

use leptos::prelude::*;

use super::{Icon, IconName};

/// Id of the hint of the control `id`.
pub fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

/// Id of the error of the control `id`.
pub fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// The `aria-describedby` of the control `id`: its hint, and its error while there is one.
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(hint_id(id)),
        (false, true) => Some(error_id(id)),
        (true, true) => Some(format!("{} {}", error_id(id), hint_id(id))),
    }
}

/// Label, hint and error around one control, which must have the id `id` and, as `aria-describedby`, what [`described_by`] says.
#[component]
pub fn Field(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label, above the control.
    #[prop(into)]
    label: Signal<String>,
    /// Help, below the control; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether the label says "optional".
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (hint_id(&id), error_id(&id));
    view! {
        <div class="field" class:field-invalid=move || error.with(Option::is_some)>
            <label class="field-label" for=id>
                {move || label.get()}
                {optional.then(|| view! { <span class="field-optional">" (optional)"</span> }.into_any())}
            </label>
            {children()}
            <FieldNotes hint_id error_id hint error />
        </div>
    }
}

/// Runs what is to happen when a control is left. A browser says so of a focused control that goes with its page, too: then nobody
/// is there any more to hear it.
pub(super) fn left(on_blur: Option<Callback<()>>) {
    if let Some(on_blur) = on_blur {
        on_blur.try_run(());
    }
}

/// Hint and error below a control.
#[component]
pub(super) fn FieldNotes(
    hint_id: String,
    error_id: String,
    hint: Signal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="field-error" id=error_id hidden=move || error.with(Option::is_none)>
            <Icon name=IconName::Failed />
            <span>{move || error.get()}</span>
        </p>
        <p class="field-hint" id=hint_id hidden=move || hint.with(String::is_empty)>
            {move || hint.get()}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::described_by;

    #[test]
    fn error_is_read_before_the_hint() {
        assert_eq!(described_by("zone", true, true).as_deref(), Some("zone-error zone-hint"));
    }

    #[test]
    fn nothing_to_say_is_no_attribute() {
        assert_eq!(described_by("zone", false, false), None);
        assert_eq!(described_by("zone", true, false).as_deref(), Some("zone-hint"));
        assert_eq!(described_by("zone", false, true).as_deref(), Some("zone-error"));
    }
}
