//! Button that copies a text.

#![expect(clippy::disallowed_methods, reason = "the clipboard answers asynchronously")]

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::clipboard;
use crate::ui::{Icon, IconName};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    None,
    Copied,
    Refused,
}

/// A small button that copies a text and announces the result, also if the browser refuses.
#[component]
pub fn CopyButton(
    /// The text to copy.
    #[prop(into)]
    text: Signal<String>,
    /// Label, such as "Copy request as cURL".
    #[prop(into, default = messages::ui::copy().into())]
    label: Signal<String>,
    /// Shows only the icon; the label becomes the accessible name and the tooltip.
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
                // A visible text is the accessible name, also while it shows the result.
                aria-label=move || compact.then(|| label.get())
                title=move || label.get()
                node_ref=node
                on:click=press
            >
                <Icon name=icon />
                {(!compact).then(|| view! { <span class="button-text">{shown}</span> }.into_any())}
            </button>
            // A CSS animation shows the result for two seconds; its end resets it.
            <span
                class="copy-said visually-hidden"
                role="status"
                on:animationend=move |_| outcome.set(Outcome::None)
            >
                {move || said().to_owned()}
            </span>
        </span>
    }
}
