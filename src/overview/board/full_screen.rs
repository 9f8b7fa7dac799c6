//! Shows the board on the full screen, without the rest of the page.

use crate::{
    commands::{Command, use_commands},
    overview::js_reflect::{call, get},
    ui::{Button, ButtonKind},
};
use leptos::{ev, html, prelude::*};
use messages::board as text;
use wasm_bindgen::JsValue;

/// The button; nothing if the browser doesn't offer the full screen, as on some phones or in a frame that doesn't allow it.
#[component]
pub fn FullScreenButton(
    /// What fills the screen.
    element: NodeRef<html::Section>,
) -> impl IntoView {
    let page: JsValue = document().into();
    if !get(&page, "fullscreenEnabled").is_truthy() {
        return ().into_any();
    }
    let is_full = || get(&document(), "fullscreenElement").is_object();
    let full = RwSignal::new(is_full());
    let changed = ev::Custom::<ev::Event>::new("fullscreenchange");
    let changed = window_event_listener(changed, move |_| full.set(is_full()));
    on_cleanup(move || changed.remove());
    // The browser leaves the full screen by Escape, too. A refusal is in its console.
    let toggle = Callback::new(move |()| match (is_full(), element.get_untracked()) {
        (true, _) => drop(call(&document(), "exitFullscreen", &[])),
        (false, Some(element)) => drop(call(&element, "requestFullscreen", &[])),
        (false, None) => {}
    });
    use_commands().register(Command::FullScreen, toggle);
    view! {
        <Button kind=ButtonKind::Quiet on_press=toggle>
            {move || if full.get() { text::leave_full_screen() } else { text::full_screen() }}
        </Button>
    }
    .into_any()
}
