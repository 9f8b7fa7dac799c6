//! Summary of the errors of a form.

use leptos::{ev::MouseEvent, html::Div, prelude::*};

use crate::ui::{
    Icon, IconName,
    focus::{focus_element, focus_target},
};

/// A list of errors, each a link to its field. Takes the focus when it appears and again on each `attempt`, so that the reason why nothing was sent
/// isn't missed.
#[component]
pub fn ErrorSummary(
    /// Title, as a sentence.
    #[prop(into)]
    title: Signal<String>,
    /// Id of the field and message, in page order. Hidden while empty.
    #[prop(into)]
    items: Signal<Vec<(String, String)>>,
    /// Counts the attempts to submit.
    #[prop(optional, into)]
    attempt: Signal<u32>,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let any = Memo::new(move |_| !items.read().is_empty());
    Effect::new(move |_| {
        attempt.track();
        if any.get()
            && let Some(frame) = frame.get()
        {
            focus_element(&frame);
        }
    });
    view! {
        <Show when=move || any.get()>
            <div class="error-summary" role="alert" tabindex="-1" node_ref=frame>
                <h2 class="error-summary-title">
                    <Icon name=IconName::Failed />
                    {move || title.get()}
                </h2>
                <ul>
                    <For
                        each=move || items.get()
                        key=|(target, message)| format!("{target}\n{message}")
                        let((target, message))
                    >
                        <li>
                            <ErrorLink target message />
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}

#[component]
fn ErrorLink(target: String, message: String) -> impl IntoView {
    let href = format!("#{target}");
    // The fragment of the address belongs to the router, so the link moves the focus itself.
    let follow = move |event: MouseEvent| {
        event.prevent_default();
        focus_target(&target);
    };
    view! {
        <a href=href on:click=follow>
            {message}
        </a>
    }
}
