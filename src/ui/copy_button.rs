//! Copies a text.

#![expect(clippy::disallowed_methods, reason = "the clipboard answers asynchronously")]

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::{Icon, IconName, clipboard};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    None,
    Copied,
    Refused,
}

/// A small button that puts a text on the clipboard, says so, and says so too where the browser doesn't let it.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What is copied, such as "Copy request as cURL".
    #[prop(into, default = messages::ui::copy().into())]
    label: Signal<String>,
    /// Only the drawing; the label is its name and tooltip.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::None);
    let node = NodeRef::<html::Button>::new();
    let press = move |_| {
        let Some(button) = node.get_untracked() else { return };
        spawn_local(async move {
            let done = clipboard::copy(&text.get_untracked(), &button).await;
            outcome.set(if done { Outcome::Copied } else { Outcome::Refused });
        });
    };
    let icon = Signal::derive(move || match outcome.get() {
        Outcome::None => IconName::Copy,
        Outcome::Copied => IconName::Check,
        Outcome::Refused => IconName::Warning,
    });
    let said = move || match outcome.get() {
        Outcome::None => "",
        Outcome::Copied => messages::ui::copied(),
        Outcome::Refused => messages::ui::copy_refused(),
    };
    let shown = move || match outcome.get() {
        Outcome::None => label.get(),
        Outcome::Copied => messages::ui::copied().to_owned(),
        Outcome::Refused => messages::ui::copy_not_allowed().to_owned(),
    };
    view! {
        <span class="copy" class:copy-done=move || outcome.get() != Outcome::None>
            <button
                type="button"
                class=if compact { "icon-button" } else { "button button-quiet" }
                // Where there are words, they are its name: also while they say what came of it.
                aria-label=move || compact.then(|| label.get())
                title=move || label.get()
                node_ref=node
                on:click=press
            >
                <Icon name=icon />
                {(!compact).then(|| view! { <span class="button-text">{shown}</span> }.into_any())}
            </button>
            // Style lets the word stand for two seconds; the end of that animation takes it back.
            <span class="copy-said visually-hidden" role="status" on:animationend=move |_| outcome.set(Outcome::None)>
                {move || said().to_owned()}
            </span>
        </span>
    }
}
