//! The keys of `keydown` handlers, and what waits for the end of a press.

use leptos::{
    ev::KeyboardEvent,
    prelude::{WindowListenerHandle, window_event_listener_untyped},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// `keyCode` of every key that an input method handles. Safari sends it without `isComposing` after the end of a composition.
const HANDLED_BY_INPUT_METHOD: u32 = 229;

/// The key of a `keydown` event; `None` while an input method composes text, as the key then belongs to it.
pub fn pressed_key(event: &KeyboardEvent) -> Option<String> {
    (!event.is_composing() && event.key_code() != HANDLED_BY_INPUT_METHOD).then(|| event.key())
}

thread_local! {
    /// Whether the mouse button is down. The first use begins to listen.
    static IS_DOWN: Rc<Cell<bool>> = listen();
}

/// `:active` doesn't tell it: Firefox sets it only after `blur`.
fn listen() -> Rc<Cell<bool>> {
    let is_down = Rc::new(Cell::new(false));
    // A release over a native list of options is not reported, but the choice is.
    for event in ["mousedown", "mouseup", "keydown", "input"] {
        let own = Rc::clone(&is_down);
        // Never removed: one listener for all fields.
        window_event_listener_untyped(event, move |_| own.set(event == "mousedown"));
    }
    is_down
}

/// Begins to notice presses. Views with a field that uses [`after_press`] call it before anybody presses.
pub fn watch_presses() {
    IS_DOWN.with(|_| ());
}

/// Runs an action that may move the page: at once, or when the mouse button that is down is released.
///
/// `blur` comes between press and release. If the pressed control moved then, it would get no click. The action still runs before the click.
pub fn after_press(action: impl FnOnce() + 'static) {
    if IS_DOWN.with(|is_down| is_down.get()) { on_release(Box::new(action)) } else { action() }
}

/// A release over a native list of options is not reported; then the action runs with the next key.
fn on_release(action: Box<dyn FnOnce()>) {
    let waiting = Rc::new(RefCell::new((Some(action), Vec::<WindowListenerHandle>::new())));
    for event in ["mouseup", "keydown"] {
        let own = Rc::clone(&waiting);
        let handle = window_event_listener_untyped(event, move |_| {
            let (action, handles) = std::mem::take(&mut *own.borrow_mut());
            handles.into_iter().for_each(WindowListenerHandle::remove);
            if let Some(action) = action {
                action();
            }
        });
        waiting.borrow_mut().1.push(handle);
    }
}
