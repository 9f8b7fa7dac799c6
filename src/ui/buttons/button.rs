//! A button with text.

use leptos::{ev::MouseEvent, prelude::*};

use crate::ui::{Icon, IconName, Spinner};

/// Emphasis of a button. Use one `Primary` per page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The main action of the page.
    Primary,
    /// Any other action.
    #[default]
    Secondary,
    /// Beside other content, without a border.
    Quiet,
    /// Deletes or discards something.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button. While `busy` or `disabled` it keeps the focus (`aria-disabled` instead of `disabled`) and neither presses nor submits.
#[component]
pub fn Button(
    /// Emphasis.
    #[prop(optional)]
    kind: ButtonKind,
    /// Icon before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The action is in progress.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The button can't be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called on press, by pointer or key. Optional for a `submit` button.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// `button` or `submit`.
    #[prop(default = "button")]
    type_: &'static str,
    /// The text.
    children: Children,
) -> impl IntoView {
    let inert = move || busy.get() || disabled.get();
    let press = move |event: MouseEvent| {
        if untrack(inert) {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=type_
            class=kind.class()
            aria-disabled=move || inert().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {move || {
                if busy.get() {
                    Some(view! { <Spinner /> }.into_any())
                } else {
                    icon.map(|name| view! { <Icon name=name /> }.into_any())
                }
            }}
            <span class="button-text">{children()}</span>
        </button>
    }
}
