//! Test harness: mounts a view, finds its elements, simulates user input.

use std::any::Any;

use gloo_timers::future::TimeoutFuture;
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// A mounted view. Removed from the page when dropped, so that tests don't affect each other.
pub struct Page {
    root: HtmlElement,
    mounted: Option<Box<dyn Any>>,
}

impl Page {
    /// Mounts the view and waits until its effects have run.
    pub async fn mount<N: IntoView + 'static>(view: impl FnOnce() -> N + 'static) -> Self {
        let root: HtmlElement = document().create_element("main").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = mount_to(root.clone(), view);
        settle().await;
        Self { root, mounted: Some(Box::new(mounted)) }
    }

    /// All elements that match the selector.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().unchecked_into()).collect()
    }

    /// The only element that matches the selector.
    pub fn one<T: JsCast>(&self, selector: &str) -> T {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.root.inner_html());
        found.remove(0).unchecked_into()
    }

    /// An attribute of the only element that matches.
    pub fn attr(&self, selector: &str, name: &str) -> Option<String> {
        self.one::<Element>(selector).get_attribute(name)
    }

    /// The text content of the only element that matches.
    pub fn text(&self, selector: &str) -> String {
        self.one::<Element>(selector).text_content().unwrap_or_default()
    }

    /// Clicks the only element that matches.
    pub async fn press(&self, selector: &str) {
        self.one::<HtmlElement>(selector).click();
        settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.mounted.take();
        self.root.remove();
    }
}

/// Waits until pending effects and queued browser events have run.
pub async fn settle() {
    TimeoutFuture::new(0).await;
}

/// Waits up to two seconds until the condition holds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("{what}: not within two seconds");
}

/// Dispatches an event of a user action.
pub async fn fire(element: &HtmlElement, event: &str) {
    element.dispatch_event(&Event::new(event).unwrap()).unwrap();
    settle().await;
}

/// Whether the element has the focus.
pub fn focused(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}
