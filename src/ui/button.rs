//! The button with words in it.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Icon, IconName, Spinner};

/// How much a button asks for attention. One `Primary` a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing that the page is for.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// Beside other things, without a border.
    Quiet,
    /// Takes something away.
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

/// A button. While `busy` or `disabled` it keeps the focus (aria-disabled, not disabled) and neither presses nor submits.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// A drawing before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Its work is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It can't be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Pressed, by pointer or key. A `submit` button may leave it out.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// `button` or `submit`.
    #[prop(default = "button")]
    type_: &'static str,
    /// The words.
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
