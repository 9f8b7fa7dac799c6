//! Label, hint and error of a control.

use leptos::prelude::*;

use crate::ui::{Icon, IconName, after_press, watch_presses};

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

/// What a control gets from its field. It must set the id, and should set the other attributes.
#[derive(Clone)]
pub struct Labelled {
    /// Id of the control, referenced by the label.
    pub id: String,
    hint: Signal<String>,
    error: Signal<Option<String>>,
    required: bool,
    on_blur: Option<Callback<()>>,
}

impl Labelled {
    /// For a control with only a hint and an error.
    pub(super) fn new(id: &str, hint: Signal<String>, error: Signal<Option<String>>) -> Self {
        Self { id: id.to_owned(), hint, error, required: false, on_blur: None }
    }

    /// Value of `aria-describedby`.
    pub fn described(&self) -> impl Fn() -> Option<String> + Send + Sync + use<> {
        let (id, hint, error) = (self.id.clone(), self.hint, self.error);
        move || described_by(&id, hint.with(|hint| !hint.is_empty()), error.with(Option::is_some))
    }

    /// Value of `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// Value of `aria-required`. Not `required`, as the browser's own messages would come first, in other words.
    pub fn required(&self) -> Option<&'static str> {
        self.required.then_some("true")
    }

    /// Call it when the control loses the focus. Browsers also fire `blur` when a focused control is removed with its page; nothing listens by then.
    pub fn left(&self) {
        if let Some(on_blur) = self.on_blur {
            // An error may appear, which moves what is below.
            after_press(move || on_blur.try_run(()).unwrap_or_default());
        }
    }
}

/// Label, hint and error around one control, which `children` builds from [`Labelled`].
#[component]
pub fn Field<C, V>(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label, above the control.
    #[prop(into)]
    label: Signal<String>,
    /// Hint below the control; empty for none.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Error message.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Announced by assistive technology only; the caller validates.
    #[prop(optional)]
    required: bool,
    /// Called when the control loses the focus.
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

/// Separate from `Field`, which is generic, so that this part is compiled once.
fn around(of: Labelled, label: Signal<String>, control: AnyView) -> AnyView {
    if of.on_blur.is_some() {
        watch_presses();
    }
    let Labelled { id, hint, error, .. } = of;
    let (hint_id, error_id) = (hint_id(&id), error_id(&id));
    view! {
        <div class="field" class:field-invalid=move || error.with(Option::is_some)>
            <label class="field-label" for=id>
                {move || label.get()}
            </label>
            {control}
            <FieldNotes hint_id error_id hint error />
        </div>
    }
    .into_any()
}

/// Hint and error of a control.
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
    fn attribute_is_omitted_without_hint_and_error() {
        assert_eq!(described_by("zone", false, false), None);
        assert_eq!(described_by("zone", true, false).as_deref(), Some("zone-hint"));
        assert_eq!(described_by("zone", false, true).as_deref(), Some("zone-error"));
    }
}
