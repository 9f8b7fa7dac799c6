//! Observes the size of an element.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Runs `measure` when the element is mounted and whenever its size changes, until the owner is cleaned up. Never runs without `ResizeObserver`,
/// nor for a print: boxes that scroll are as high as their content there.
pub fn follow_size(node: NodeRef<html::Div>, measure: impl Fn(&Element) + Clone + 'static) {
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn Fn()>)>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: Element = element.into();
        let (watched, measure) = (element.clone(), measure.clone());
        let measure = Closure::<dyn Fn()>::new(move || {
            if !is_printing() {
                measure(&watched);
            }
        });
        if let Ok(watching) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            watching.observe(&element);
            observer.set_value(Some((watching, measure)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _)) = observer.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}

fn is_printing() -> bool {
    window().match_media("print").ok().flatten().is_some_and(|media| media.matches())
}
