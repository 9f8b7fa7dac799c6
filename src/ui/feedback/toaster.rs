//! Transient messages.

use leptos::prelude::*;

use super::BannerKind;
use crate::ui::{Icon, IconButton, IconName};

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    number: u32,
    kind: BannerKind,
    text: String,
}

/// Queue of the messages. Provide one at the root, together with a [`Toaster`].
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    /// Creates the queue and provides it as context.
    pub fn provide() -> Self {
        let toasts = Self::empty();
        provide_context(toasts);
        toasts
    }

    fn empty() -> Self {
        Self { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) }
    }

    /// Shows a message. Errors stay until they are closed, others for some seconds. A message that is already shown isn't repeated.
    pub fn show(&self, kind: BannerKind, text: impl Into<String>) {
        let text = text.into();
        if self
            .shown
            .with_untracked(|shown| shown.iter().any(|toast| toast.kind == kind && toast.text == text))
        {
            return;
        }
        self.last.update_value(|last| *last = last.wrapping_add(1));
        let number = self.last.get_value();
        self.shown.update(|shown| shown.push(Toast { number, kind, text }));
    }

    fn close(&self, number: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }
}

/// The queue from the context. Without a [`Toaster`] on the page nothing is shown.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(Toasts::empty)
}

/// Shows the messages in a corner, newest last.
#[component]
pub fn Toaster() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toaster" role="region" aria-label=messages::ui::messages() aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.number.to_string() let(toast)>
                <ToastItem toast toasts />
            </For>
        </div>
    }
}

#[component]
fn ToastItem(toast: Toast, toasts: Toasts) -> impl IntoView {
    let Toast { number, kind, text } = toast;
    let stays = kind == BannerKind::Error;
    view! {
        // A CSS animation sets the duration; hover and focus pause it, its end closes the message.
        <div
            class=format!("toast {}", kind.class())
            class:toast-stays=stays
            on:animationend=move |event| {
                if event.animation_name() == "toast-life" {
                    toasts.close(number);
                }
            }
        >
            <Icon name=kind.icon() />
            <p class="toast-text">{text}</p>
            <IconButton
                label=messages::ui::close_message()
                icon=IconName::Close
                on_press=move |()| toasts.close(number)
            />
        </div>
    }
}
