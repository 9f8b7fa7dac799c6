//! Confirmation before an action that can't be undone.

use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, Dialog};

/// A dialog with two buttons. Label each with its action, never "OK".
#[component]
pub fn ConfirmDialog(
    /// Id of the dialog, unique on the page.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Title, as a question.
    #[prop(into)]
    title: Signal<String>,
    /// Label of the confirming button, such as "Discard draft".
    #[prop(into)]
    confirm: Signal<String>,
    /// Label of the other button.
    #[prop(into, default = messages::ui::keep().into())]
    cancel: Signal<String>,
    /// Whether confirming deletes something.
    #[prop(optional)]
    danger: bool,
    /// Called on confirmation; the caller sets `open`.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Called on cancellation; the caller sets `open`.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// The consequences.
    children: ChildrenFn,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let children = StoredValue::new(children);
    view! {
        <Dialog id open on_close=on_cancel title>
            {children.with_value(|children| children())}
            <div class="dialog-actions">
                <Button on_press=on_cancel>{move || cancel.get()}</Button>
                <Button kind on_press=on_confirm>
                    {move || confirm.get()}
                </Button>
            </div>
        </Dialog>
    }
}
