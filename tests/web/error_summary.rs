//! The error summary takes the focus, and each of its links leads to its field.

use headless_ops::ui::ErrorSummary;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::page::{Page, focused, settle};

type Items = Vec<(String, String)>;

fn items(all: &[(&str, &str)]) -> Items {
    all.iter().map(|(field, message)| ((*field).to_owned(), (*message).to_owned())).collect()
}

/// A summary above a field and a group of fields.
async fn above_fields(items: RwSignal<Items>, attempt: RwSignal<u32>) -> Page {
    Page::mount(move || {
        view! {
            <ErrorSummary title="Two things to put right" items attempt />
            <input id="webhook" />
            <fieldset id="devices">
                <p>"Which devices"</p>
                <input id="first-device" type="checkbox" />
            </fieldset>
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn takes_the_focus_when_it_appears_and_at_each_attempt() {
    let (wrong, attempt) = (RwSignal::new(Items::new()), RwSignal::new(0));
    let page = above_fields(wrong, attempt).await;
    assert!(page.all("[role=alert]").is_empty(), "nothing is wrong yet");
    wrong.set(items(&[("webhook", "Enter an address that starts with https://")]));
    attempt.set(1);
    settle().await;
    assert!(focused(&page.one::<Element>("[role=alert]")));
    page.one::<HtmlElement>("#webhook").focus().unwrap();
    attempt.set(2);
    settle().await;
    assert!(focused(&page.one::<Element>("[role=alert]")), "pressed again, nothing sent: say why again");
}

#[wasm_bindgen_test]
async fn typing_is_not_interrupted_by_a_change_of_the_list() {
    let wrong = RwSignal::new(items(&[("webhook", "Enter an address"), ("devices", "Choose a device")]));
    let page = above_fields(wrong, RwSignal::new(1)).await;
    let field: HtmlElement = page.one("#webhook");
    field.focus().unwrap();
    wrong.set(items(&[("devices", "Choose a device")]));
    settle().await;
    assert!(focused(&field));
    assert_eq!(page.text("[role=alert] li"), "Choose a device");
}

#[wasm_bindgen_test]
async fn a_link_leads_to_its_field_and_leaves_the_address_alone() {
    let wrong = items(&[("webhook", "Enter an address"), ("devices", "Choose a device")]);
    let page = above_fields(RwSignal::new(wrong), RwSignal::new(1)).await;
    let before = window().location().href().unwrap();
    page.press("a[href='#devices']").await;
    assert!(focused(&page.one::<Element>("#first-device")), "of a group, the first control");
    page.press("a[href='#webhook']").await;
    assert!(focused(&page.one::<Element>("#webhook")));
    assert_eq!(window().location().href().unwrap(), before);
}
