//! A question before something that can't be taken back.

use leptos::prelude::*;

use super::{Button, ButtonKind, Dialog};

/// A dialog with two answers. The buttons name what they do, never "OK".
#[component]
pub fn ConfirmDialog(
    /// Id of the dialog, unique on the page.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What the confirming button does, such as "Discard draft".
    #[prop(into)]
    confirm: Signal<String>,
    /// What the other does.
    #[prop(into, default = messages::ui::keep().into())]
    cancel: Signal<String>,
    /// Whether confirming takes something away.
    #[prop(optional)]
    danger: bool,
    /// Confirmed; the caller sets `open`.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Not confirmed; the caller sets `open`.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What follows from it.
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
