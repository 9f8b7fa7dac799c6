//! A button with only an icon.

use leptos::prelude::*;

use crate::ui::{Icon, IconName};

/// A square button with an icon; its label is the accessible name and the tooltip.
#[component]
pub fn IconButton(
    /// Label of the action.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    #[prop(into)]
    icon: Signal<IconName>,
    /// Called on press, by pointer or key.
    #[prop(into)]
    on_press: Callback<()>,
    /// For a toggle: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// The button can't be pressed; it keeps the focus.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let press = move |_| {
        if !disabled.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class="icon-button"
            title=move || label.get()
            aria-label=move || label.get()
            aria-pressed=move || pressed.map(|on| on.get().to_string())
            aria-disabled=move || disabled.get().then_some("true")
            on:click=press
        >
            <Icon name=icon />
        </button>
    }
}
