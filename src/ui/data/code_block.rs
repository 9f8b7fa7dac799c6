//! A block of code with a copy button.

use leptos::prelude::*;

use crate::ui::CopyButton;

/// Monospaced text in a scrollable frame, with a label and a copy button.
#[component]
pub fn CodeBlock(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Label, such as "JSON" or "cURL".
    #[prop(into)]
    label: Signal<String>,
    /// Wraps long lines.
    #[prop(optional)]
    wrap: bool,
) -> impl IntoView {
    let copy = Signal::derive(move || messages::ui::copy_what(&label.read()));
    view! {
        <figure class="code-block">
            <figcaption class="code-head">
                <span>{move || label.get()}</span>
                <CopyButton text label=copy compact=true />
            </figcaption>
            // Focusable, for scrolling by keyboard.
            <pre
                class="code-text"
                class:code-wrap=wrap
                tabindex="0"
                role="region"
                aria-label=move || label.get()
            >
                <code>{move || text.get()}</code>
            </pre>
        </figure>
    }
}
