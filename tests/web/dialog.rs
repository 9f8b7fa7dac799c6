//! A dialog is modal, closes on Esc, and restores the focus.

use headless_ops::ui::{ConfirmDialog, Dialog};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use crate::page::{Page, focused, settle, until};

/// A button that opens a dialog with a button in it.
async fn with_opener(open: RwSignal<bool>) -> Page {
    Page::mount(move || {
        view! {
            <button id="opener" on:click=move |_| open.set(true)>
                "Open"
            </button>
            <Dialog id="ask" open on_close=move |()| open.set(false) title="Cancel it?">
                <button id="inside">"Keep"</button>
            </Dialog>
        }
    })
    .await
}

async fn open(page: &Page) -> HtmlDialogElement {
    let opener: HtmlElement = page.one("#opener");
    opener.focus().unwrap();
    page.press("#opener").await;
    page.one("dialog")
}

/// Simulates the browser's steps for Esc: a script can't press the real key.
fn press_esc(dialog: &HtmlDialogElement) {
    let request: Function = Reflect::get(dialog, &"requestClose".into()).unwrap().unchecked_into();
    request.call0(dialog).unwrap();
}

#[wasm_bindgen_test]
async fn closed_it_holds_nothing() {
    let page = with_opener(RwSignal::new(false)).await;
    assert!(!page.one::<HtmlDialogElement>("dialog").open());
    assert!(page.all("#inside").is_empty());
}

#[wasm_bindgen_test]
async fn opens_modal_with_a_name_and_the_focus_on_what_it_is_about() {
    let page = with_opener(RwSignal::new(false)).await;
    let dialog = open(&page).await;
    assert!(dialog.matches(":modal").unwrap(), "what is behind must not be reachable");
    let title = dialog.get_attribute("aria-labelledby").unwrap();
    assert_eq!(page.text(&format!("#{title}")), "Cancel it?");
    assert!(focused(&page.one::<Element>("#inside")), "not on the button that closes it");
}

#[wasm_bindgen_test]
async fn esc_closes_it_and_the_focus_returns() {
    let is_open = RwSignal::new(false);
    let page = with_opener(is_open).await;
    for round in 0..2 {
        let dialog = open(&page).await;
        assert!(dialog.open(), "round {round}");
        press_esc(&dialog);
        until("the caller is told", || !is_open.get_untracked()).await;
        settle().await;
        assert!(!dialog.open() && page.all("#inside").is_empty());
        assert!(focused(&page.one::<Element>("#opener")));
    }
}

#[wasm_bindgen_test]
async fn the_close_button_and_the_caller_close_it_too() {
    let is_open = RwSignal::new(false);
    let page = with_opener(is_open).await;
    let dialog = open(&page).await;
    page.press("[aria-label=Close]").await;
    assert!(!is_open.get_untracked() && !dialog.open());
    assert!(focused(&page.one::<Element>("#opener")));
    open(&page).await;
    is_open.set(false);
    settle().await;
    assert!(!dialog.open());
}

#[wasm_bindgen_test]
async fn a_question_names_both_answers() {
    let answer = RwSignal::new("");
    let page = Page::mount(move || {
        view! {
            <ConfirmDialog
                id="discard"
                open=Signal::stored(true)
                title="Discard the draft?"
                confirm="Discard draft"
                danger=true
                on_confirm=move |()| answer.set("discard")
                on_cancel=move |()| answer.set("keep")
            >
                "Nothing is sent."
            </ConfirmDialog>
        }
    })
    .await;
    let words: Vec<_> = page.all(".dialog-actions button").iter().map(HtmlElement::inner_text).collect();
    assert_eq!(words, ["Keep", "Discard draft"]);
    page.press(".button-danger").await;
    assert_eq!(answer.get_untracked(), "discard");
    page.press(".dialog-actions button:first-child").await;
    assert_eq!(answer.get_untracked(), "keep");
}
