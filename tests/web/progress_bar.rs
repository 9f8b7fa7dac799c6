//! A progress bar shows the progress, and never 100% before completion.

use headless_ops::ui::ProgressBar;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

const BAR: &str = "[role=progressbar]";

#[wasm_bindgen_test]
async fn says_what_progresses_and_how_far() {
    let page = Page::mount(|| {
        view! { <ProgressBar value=Signal::stored(Some(42.0)) label="Progress of op-1" class="status-failed" /> }
    })
    .await;
    let said = ["aria-label", "aria-valuemin", "aria-valuemax", "aria-valuenow", "aria-valuetext"]
        .map(|name| page.attr(BAR, name).unwrap_or_default());
    assert_eq!(said, ["Progress of op-1", "0", "100", "42", "42 %"]);
    assert_eq!(page.attr(".progress", "class").as_deref(), Some("progress status-failed"));
    assert_eq!(page.attr(".progress-text", "aria-hidden").as_deref(), Some("true"), "else it is read twice");
}

#[wasm_bindgen_test]
async fn never_says_done_before_it_is() {
    let value = RwSignal::new(None);
    let page = Page::mount(move || view! { <ProgressBar value label="Progress" /> }).await;
    for (percent, now) in [(99.999, "99"), (100.0, "100"), (0.4, "0"), (-3.0, "0"), (250.0, "100")] {
        value.set(Some(percent));
        settle().await;
        assert_eq!(page.attr(BAR, "aria-valuenow").as_deref(), Some(now), "{percent}");
        assert_eq!(page.text(".progress-text"), format!("{now}\u{202f}%"), "{percent}");
        let scale = format!("scaleX({})", now.parse::<f32>().unwrap() / 100.0);
        assert_eq!(
            page.one::<web_sys::HtmlElement>(".progress-fill")
                .style()
                .get_property_value("transform")
                .unwrap(),
            scale
        );
    }
}

#[wasm_bindgen_test]
async fn not_known_is_not_nought() {
    let value = RwSignal::new(Some(10.0));
    let page = Page::mount(move || view! { <ProgressBar value label="Progress" /> }).await;
    value.set(None);
    settle().await;
    assert_eq!(page.attr(BAR, "aria-valuenow"), None);
    assert_eq!(page.attr(BAR, "aria-valuetext").as_deref(), Some("not known"));
    assert_eq!(page.text(".progress-text"), "–");
}
