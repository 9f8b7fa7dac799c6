//! A value that isn't among the options is shown and kept.

use headless_ops::ui::{Field, Select};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlSelectElement;

use crate::page::{Page, fire, settle};

type Options = Vec<(String, String)>;

fn known() -> Options {
    [("", "Any"), ("failed", "Failed"), ("done", "Done")]
        .map(|(value, text)| (value.into(), text.into()))
        .into()
}

async fn field(value: RwSignal<String>, options: RwSignal<Options>) -> Page {
    Page::mount(move || {
        view! {
            <Field id="status" label="Status" let(of)>
                <Select of value options on_change=move |chosen| value.set(chosen) />
            </Field>
        }
    })
    .await
}

fn offered(page: &Page) -> Vec<String> {
    page.all("option").iter().filter_map(|option| option.text_content()).collect()
}

#[wasm_bindgen_test]
async fn an_unknown_value_is_shown_until_another_is_chosen() {
    let value = RwSignal::new("rebooting".to_owned());
    let page = field(value, RwSignal::new(known())).await;
    let select: HtmlSelectElement = page.one("select");
    assert_eq!(select.value(), "rebooting");
    assert_eq!(offered(&page), ["Any", "Failed", "Done", "rebooting"]);
    select.set_value("failed");
    fire(&select, "change").await;
    assert_eq!(value.get_untracked(), "failed");
    assert_eq!((select.value().as_str(), offered(&page).len()), ("failed", 3));
}

#[wasm_bindgen_test]
async fn the_address_may_bring_an_unknown_value_later() {
    let value = RwSignal::new("done".to_owned());
    let page = field(value, RwSignal::new(known())).await;
    let select: HtmlSelectElement = page.one("select");
    for next in ["rebooting", "", "waiting", "failed"] {
        value.set(next.to_owned());
        settle().await;
        assert_eq!(select.value(), next);
    }
}

#[wasm_bindgen_test]
async fn options_may_arrive_after_the_value() {
    let options = RwSignal::new(Options::new());
    let page = field(RwSignal::new("done".to_owned()), options).await;
    let select: HtmlSelectElement = page.one("select");
    assert_eq!((select.value().as_str(), offered(&page)), ("done", vec!["done".to_owned()]));
    options.set(known());
    settle().await;
    assert_eq!(
        (select.value().as_str(), offered(&page)),
        ("done", ["Any", "Failed", "Done"].map(String::from).into())
    );
}

#[wasm_bindgen_test]
async fn the_label_belongs_to_the_select() {
    let page = field(RwSignal::new(String::new()), RwSignal::new(known())).await;
    assert_eq!(page.attr("label", "for"), page.attr("select", "id"));
}
