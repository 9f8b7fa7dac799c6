//! Page numbers have names, the current one is marked, and the buttons at the ends do nothing.

use headless_ops::ui::Pagination;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlSelectElement};

use crate::page::{Page, fire, settle};

const PREVIOUS: &str = "[aria-label='Previous page']";
const NEXT: &str = "[aria-label='Next page']";

/// The controls for twelve pages, and the requests they made: a page, or rows per page.
async fn twelve_pages(page: RwSignal<usize>) -> (Page, RwSignal<Vec<&'static str>>, RwSignal<usize>) {
    let (asked, last) = (RwSignal::new(Vec::new()), RwSignal::new(0));
    let ask = move |what, number| {
        asked.update(|asked| asked.push(what));
        last.set(number);
    };
    let mounted = Page::mount(move || {
        view! {
            <Pagination
                page
                pages=Signal::stored(12)
                per_page=Signal::stored(50)
                summary="1–50 of 600"
                on_page=move |number| ask("page", number)
                on_per_page=move |rows| ask("rows", rows)
            />
        }
    })
    .await;
    (mounted, asked, last)
}

fn current(page: &Page) -> Vec<String> {
    page.all("[aria-current=page]").iter().filter_map(|number| number.get_attribute("aria-label")).collect()
}

#[wasm_bindgen_test]
async fn numbers_have_names_and_one_is_current() {
    let number = RwSignal::new(6);
    let (page, ..) = twelve_pages(number).await;
    assert_eq!(page.attr("nav", "aria-label").as_deref(), Some("Pagination"));
    let names: Vec<_> =
        page.all(".page-number").iter().filter_map(|button| button.get_attribute("aria-label")).collect();
    assert_eq!(names, ["Page 1", "Page 5", "Page 6", "Page 7", "Page 12"]);
    assert_eq!(current(&page), ["Page 6"]);
    number.set(12);
    settle().await;
    assert_eq!(current(&page), ["Page 12"]);
    assert!(page.all(".pagination-gap").iter().all(|gap| gap.has_attribute("aria-hidden")));
    assert_eq!(page.text("[role=status]"), "1–50 of 600");
}

#[wasm_bindgen_test]
async fn the_ends_lead_nowhere() {
    let number = RwSignal::new(1);
    let (page, asked, _) = twelve_pages(number).await;
    let disabled = |selector| page.attr(selector, "aria-disabled").is_some();
    assert!(disabled(PREVIOUS) && !disabled(NEXT));
    page.press(PREVIOUS).await;
    number.set(12);
    settle().await;
    assert!(disabled(NEXT) && !disabled(PREVIOUS));
    page.press(NEXT).await;
    assert_eq!(asked.get_untracked(), Vec::<&str>::new());
    // Not `disabled`: a user who just reached the last page with this button would lose the focus.
    assert!(!page.one::<HtmlElement>(NEXT).has_attribute("disabled"));
}

#[wasm_bindgen_test]
async fn asks_for_the_page_pressed() {
    let (page, asked, last) = twelve_pages(RwSignal::new(6)).await;
    for (selector, number) in [(PREVIOUS, 5), (NEXT, 7), ("[aria-label='Page 12']", 12)] {
        page.press(selector).await;
        assert_eq!(last.get_untracked(), number, "{selector}");
    }
    assert_eq!(asked.get_untracked(), ["page"; 3]);
}

#[wasm_bindgen_test]
async fn rows_a_page_are_labelled_and_asked_for() {
    let (page, asked, last) = twelve_pages(RwSignal::new(1)).await;
    let rows: HtmlSelectElement = page.one("select");
    assert_eq!(page.attr("label", "for"), Some(rows.id()));
    assert_eq!(rows.value(), "50");
    rows.set_value("100");
    fire(&rows, "change").await;
    assert_eq!((asked.get_untracked(), last.get_untracked()), (vec!["rows"], 100));
}
