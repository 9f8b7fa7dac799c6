//! The button that is only a drawing.

use leptos::prelude::*;

use super::{Icon, IconName};

/// A square button with a drawing; its label is its accessible name and its tooltip.
#[component]
pub fn IconButton(
    /// What pressing it does.
    #[prop(into)]
    label: Signal<String>,
    /// The drawing.
    #[prop(into)]
    icon: Signal<IconName>,
    /// Pressed, by pointer or key.
    #[prop(into)]
    on_press: Callback<()>,
    /// For a toggle: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// It can't be pressed now; it keeps the focus.
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
