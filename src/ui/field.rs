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
fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(hint_id(id)),
        (false, true) => Some(error_id(id)),
        (true, true) => Some(format!("{} {}", error_id(id), hint_id(id))),
    }
}

/// What a control has of the field around it. It must carry the id, and should carry the rest.
#[derive(Clone)]
pub struct Labelled {
    /// Its id: the label is for that.
    pub id: String,
    hint: Signal<String>,
    error: Signal<Option<String>>,
    required: bool,
    on_blur: Option<Callback<()>>,
}

impl Labelled {
    /// Of what has a hint and an error, and nothing else.
    pub(super) fn new(id: &str, hint: Signal<String>, error: Signal<Option<String>>) -> Self {
        Self { id: id.to_owned(), hint, error, required: false, on_blur: None }
    }

    /// Its `aria-describedby`.
    pub fn described(&self) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let (id, hint, error) = (self.id.clone(), self.hint, self.error);
        move || described_by(&id, hint.with(|hint| !hint.is_empty()), error.with(Option::is_some))
    }

    /// Its `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// Its `aria-required`. Not `required`: the browser's own messages would come before ours, in other words.
    pub fn required(&self) -> Option<&'static str> {
        self.required.then_some("true")
    }

    /// To be called when it is left. A browser says so of a focused control that goes with its page, too: then nobody is there any
    /// more to hear it.
    pub fn left(&self) {
        if let Some(on_blur) = self.on_blur {
            on_blur.try_run(());
        }
    }
}

/// Label, hint and error around one control, which is made of what the field hands it.
#[component]
pub fn Field<C, V>(
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
    /// Said to assistive technology; checked by the caller, in its own words.
    #[prop(optional)]
    required: bool,
    /// The person left the control.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// The control.
    children: C,
) -> impl IntoView
where
    C: FnOnce(Labelled) -> V,
    V: IntoView + 'static,
{
    let of = Labelled { id, hint, error, required, on_blur };
    let control = children(of.clone()).into_any();
    around(of, label, control)
}

/// Apart, so that it is compiled once, not once a control.
fn around(of: Labelled, label: Signal<String>, control: AnyView) -> AnyView {
    let Labelled { id, hint, error, .. } = of;
    let (hint_id, error_id) = (hint_id(&id), error_id(&id));
    view! {
        <div class="field" class:field-invalid=move || error.with(Option::is_some)>
            <label class="field-label" for=id>{move || label.get()}</label>
            {control}
            <FieldNotes hint_id error_id hint error />
        </div>
    }
    .into_any()
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
