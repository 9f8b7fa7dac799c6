//! A JSON tree opens and closes, keeps its state, and renders nothing where it is closed.

use headless_ops::ui::JsonTree;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::page::{Page, settle, until};

async fn tree(value: RwSignal<Value>) -> Page {
    Page::mount(move || view! { <JsonTree text=Signal::derive(move || value.get().to_string()) label="Operation data" /> }).await
}

fn keys(page: &Page) -> Vec<String> {
    page.all(".json-key").iter().filter_map(|key| key.text_content()).collect()
}

#[wasm_bindgen_test]
async fn two_levels_are_open_and_deeper_ones_not_even_made() {
    let page = tree(RwSignal::new(json!({"a": {"b": {"c": {"d": 1}}}, "list": []}))).await;
    assert_eq!(page.attr("[role=group]", "aria-label").as_deref(), Some("Operation data"));
    assert_eq!(keys(&page), ["a", "b", "list"]);
    let deep: HtmlElement = page.one("details details > summary");
    assert_eq!(deep.inner_text(), "b {1}");
    deep.click();
    until("b opens", || keys(&page) == ["a", "b", "c", "list"]).await;
    deep.click();
    until("b closes", || keys(&page) == ["a", "b", "list"]).await;
}

#[wasm_bindgen_test]
async fn values_are_written_as_json_and_never_as_markup() {
    for (value, class, text) in [
        (json!("a \"b\" <i>c</i>"), "json-string", r#""a \"b\" <i>c</i>""#),
        (json!(1.5), "json-number", "1.5"),
        (json!(true), "json-bool", "true"),
        (json!(null), "json-null", "null"),
        (json!({}), "json-size", "{}"),
    ] {
        let page = tree(RwSignal::new(json!({"key": value}))).await;
        assert_eq!(page.text(".json-leaf"), format!("key: {text}"));
        assert_eq!(page.text(&format!(".{class}")), text);
    }
}

#[wasm_bindgen_test]
async fn a_poll_keeps_what_was_opened_and_redraws_nothing_that_is_the_same() {
    let value = RwSignal::new(json!({"a": {"b": {"c": 1}}}));
    let page = tree(value).await;
    page.one::<HtmlElement>("details details > summary").click();
    until("b opens", || keys(&page) == ["a", "b", "c"]).await;
    let before: Element = page.one("details details > summary");

    value.set(json!({"a": {"b": {"c": 1}}}));
    settle().await;
    assert_eq!(page.one::<Element>("details details > summary"), before, "the focus would be lost");

    value.set(json!({"a": {"b": {"c": 2}}}));
    settle().await;
    assert_eq!(keys(&page), ["a", "b", "c"]);
    assert_eq!(page.text(".json-number"), "2");
}

#[wasm_bindgen_test]
async fn a_long_list_says_how_much_is_left_out() {
    let page = tree(RwSignal::new((0..1234).collect())).await;
    assert_eq!(page.all(".json-leaf").len(), 500);
    assert_eq!(page.text(".json-more"), "… 734 more in the raw JSON");
}
