//! Messages disappear by themselves; errors stay until they are closed.

use gloo_timers::future::TimeoutFuture;
use headless_ops::ui::{BannerKind, Toaster, Toasts};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle, until};

/// The real style rules that time a message, with a shorter duration.
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/ui/toast.css"),
    ".toast { animation-duration: 10ms, 50ms; }"
);

async fn with_toaster() -> (Page, Toasts) {
    let given = StoredValue::new(None);
    let page = Page::mount(move || {
        given.set_value(Some(Toasts::provide()));
        view! {
            <style>{STYLE}</style>
            <Toaster />
        }
    })
    .await;
    (page, given.get_value().unwrap())
}

fn texts(page: &Page) -> Vec<String> {
    page.all(".toast-text").iter().filter_map(|text| text.text_content()).collect()
}

#[wasm_bindgen_test]
async fn messages_go_and_errors_stay() {
    let (page, toasts) = with_toaster().await;
    toasts.show(BannerKind::Error, "Not sent");
    toasts.show(BannerKind::Success, "Copied");
    settle().await;
    assert_eq!(texts(&page), ["Not sent", "Copied"]);
    until("the message goes", || texts(&page) == ["Not sent"]).await;
    TimeoutFuture::new(200).await;
    assert_eq!(texts(&page), ["Not sent"]);
}

#[wasm_bindgen_test]
async fn an_error_goes_when_it_is_closed() {
    let (page, toasts) = with_toaster().await;
    toasts.show(BannerKind::Error, "First");
    toasts.show(BannerKind::Error, "Second");
    settle().await;
    page.press(".toast:first-child [aria-label='Close message']").await;
    assert_eq!(texts(&page), ["Second"]);
}

#[wasm_bindgen_test]
async fn the_same_message_is_not_doubled() {
    let (page, toasts) = with_toaster().await;
    toasts.show(BannerKind::Error, "Not sent");
    toasts.show(BannerKind::Error, "Not sent");
    settle().await;
    assert_eq!(texts(&page), ["Not sent"]);
}

#[wasm_bindgen_test]
async fn the_place_is_announced_before_there_is_a_message() {
    let (page, _) = with_toaster().await;
    assert_eq!(page.attr("[role=region]", "aria-live").as_deref(), Some("polite"));
    assert_eq!(page.attr("[role=region]", "aria-label").as_deref(), Some("Messages"));
}
