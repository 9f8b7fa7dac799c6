//! A modal dialog.

use leptos::{html, prelude::*};

use crate::ui::{IconButton, IconName};

/// A native modal `<dialog>`. Esc and the close button call `on_close`; the focus returns to where it was. The content is created again at each
/// opening.
#[component]
pub fn Dialog(
    /// Id of the dialog, unique on the page.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the user closes it; the caller sets `open`.
    #[prop(into)]
    on_close: Callback<()>,
    /// Title.
    #[prop(into)]
    title: Signal<String>,
    /// Text, fields and a `.dialog-actions` row.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let labelled_by = format!("{id}-title");
    let title_id = labelled_by.clone();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only if the dialog was removed from the document.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        if open.try_get_untracked() == Some(true) {
            on_close.run(());
        }
    };
    let children = StoredValue::new(children);
    view! {
        <dialog class="dialog" id=id aria-labelledby=labelled_by node_ref=node on:close=closed>
            <Show when=move || open.get()>
                <h2 class="dialog-title" id=title_id.clone()>
                    {move || title.get()}
                </h2>
                <div class="dialog-body">{children.with_value(|children| children())}</div>
                // Last in the order, so that the focus starts in the content.
                <div class="dialog-close">
                    <IconButton label=messages::ui::close() icon=IconName::Close on_press=on_close />
                </div>
            </Show>
        </dialog>
    }
}
