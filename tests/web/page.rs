//! A place on the page for one test: mounts a view, finds what is in it, acts on it as a person would.

use std::any::Any;

use gloo_timers::future::TimeoutFuture;
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// A mounted view. Leaves the page when dropped, so that no test sees what another left.
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

    /// All elements that match.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().unchecked_into()).collect()
    }

    /// The one element that matches.
    pub fn one<T: JsCast>(&self, selector: &str) -> T {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.root.inner_html());
        found.remove(0).unchecked_into()
    }

    /// An attribute of the one element that matches.
    pub fn attr(&self, selector: &str, name: &str) -> Option<String> {
        self.one::<Element>(selector).get_attribute(name)
    }

    /// What can be read in the one element that matches.
    pub fn text(&self, selector: &str) -> String {
        self.one::<Element>(selector).text_content().unwrap_or_default()
    }

    /// Presses the one element that matches.
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

/// Waits until everything that is due has run: effects, and events that the browser has queued.
pub async fn settle() {
    TimeoutFuture::new(0).await;
}

/// Waits up to two seconds until it holds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("{what}: not within two seconds");
}

/// Tells the element what a person's act would.
pub async fn fire(element: &HtmlElement, event: &str) {
    element.dispatch_event(&Event::new(event).unwrap()).unwrap();
    settle().await;
}

/// Whether the element has the focus.
pub fn focused(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}
