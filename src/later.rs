//! Parts of the app that are loaded when they are first needed.
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;

/// A part did not come.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

/// Loads a part.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Result<fn() -> AnyView, Missing>>>>;

/// The parts.
#[derive(Clone, Copy)]
pub struct Parts {
    /// The schedule page.
    pub schedule: Load,
}

/// Shows a part.
#[component]
pub fn Later(
    /// How to load it.
    load: Load,
) -> impl IntoView {
    let got = RwSignal::new(None);
    spawn_local(async move { got.set(Some(load().await)) });
    move || match got.get() {
        None => view! { <p>"Loading"</p> }.into_any(),
        Some(Ok(view)) => view(),
        Some(Err(Missing)) => view! { <p>"Failed"</p> }.into_any(),
    }
}
