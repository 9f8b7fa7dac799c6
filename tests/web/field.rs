//! A field is associated with its label, hint and error.

use headless_ops::ui::{Field, TextInput};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlInputElement};

use crate::page::{Page, fire, settle};

/// A field with a hint and a settable error.
async fn with_hint(error: RwSignal<Option<String>>) -> Page {
    Page::mount(move || {
        view! {
            <Field id="zone" label="Time zone" hint="An IANA name." error let(of)>
                <TextInput of value="UTC" on_input=|_| () />
            </Field>
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn the_label_belongs_to_the_input() {
    let page = with_hint(RwSignal::new(None)).await;
    assert_eq!(page.attr("label", "for").as_deref(), Some("zone"));
    assert_eq!(page.attr("input", "id").as_deref(), Some("zone"));
    assert_eq!(page.text("label"), "Time zone");
}

#[wasm_bindgen_test]
async fn what_describes_it_is_there_and_the_error_comes_first() {
    let error = RwSignal::new(None);
    let page = with_hint(error).await;
    assert_eq!(page.attr("input", "aria-describedby").as_deref(), Some("zone-hint"));
    assert_eq!(page.attr("input", "aria-invalid"), None);
    assert!(page.one::<Element>("#zone-error").has_attribute("hidden"));

    error.set(Some("There is no such zone.".to_owned()));
    settle().await;
    assert_eq!(page.attr("input", "aria-invalid").as_deref(), Some("true"));
    let described = page.attr("input", "aria-describedby").unwrap();
    let read: Vec<_> = described.split(' ').map(|id| page.text(&format!("#{id}"))).collect();
    assert_eq!(read, ["There is no such zone.", "An IANA name."]);
    assert!(!page.one::<Element>("#zone-error").has_attribute("hidden"));

    error.set(None);
    settle().await;
    assert_eq!(page.attr("input", "aria-invalid"), None);
    assert_eq!(page.attr("input", "aria-describedby").as_deref(), Some("zone-hint"));
}

#[wasm_bindgen_test]
async fn with_nothing_to_say_it_is_described_by_nothing() {
    let page = Page::mount(|| {
        view! {
            <Field id="id" label="Id" required=true let(of)>
                <TextInput of value=String::new() on_input=|_| () />
            </Field>
        }
    })
    .await;
    assert_eq!(page.attr("input", "aria-describedby"), None);
    assert_eq!(page.attr("input", "aria-required").as_deref(), Some("true"));
    // The browser's validation would show its own messages before ours.
    assert_eq!(page.attr("input", "required"), None);
}

#[wasm_bindgen_test]
async fn what_is_typed_goes_out_and_what_the_caller_says_comes_back() {
    let (value, left) = (RwSignal::new("old".to_owned()), RwSignal::new(false));
    let page = Page::mount(move || {
        view! {
            <Field id="name" label="Name" on_blur=move |()| left.set(true) let(of)>
                <TextInput of value on_input=move |typed: String| value.set(typed.to_uppercase()) />
            </Field>
        }
    })
    .await;
    let input: HtmlInputElement = page.one("input");
    assert_eq!(input.value(), "old");
    input.set_value("new");
    fire(&input, "input").await;
    assert_eq!((value.get_untracked().as_str(), input.value().as_str()), ("NEW", "NEW"));
    assert!(!left.get_untracked());
    fire(&input, "blur").await;
    assert!(left.get_untracked());
}

/// An error that appears under a pressed button would move it away, and the browser would report no click.
#[wasm_bindgen_test]
async fn leaving_by_a_press_is_told_when_the_press_ends() {
    let left = RwSignal::new(false);
    let page = Page::mount(move || {
        view! {
            <Field id="name" label="Name" on_blur=move |()| left.set(true) let(of)>
                <TextInput of value=String::new() on_input=|_| () />
            </Field>
        }
    })
    .await;
    let input: HtmlInputElement = page.one("input");
    window().dispatch_event(&Event::new("mousedown").unwrap()).unwrap();
    fire(&input, "blur").await;
    assert!(!left.get_untracked(), "the button is still down");
    window().dispatch_event(&Event::new("mouseup").unwrap()).unwrap();
    assert!(left.get_untracked());
}
