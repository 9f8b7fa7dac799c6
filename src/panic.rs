//! The way out when the app itself has failed: a page that says so, never a blank or a frozen one.

use std::panic::PanicHookInfo;

/// Sets the hook. From then on a panic leaves a readable message with a button to reload.
pub fn catch() {
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        if show(info).is_none() {
            leptos::logging::error!("the message about it could not be shown");
        }
    }));
}

/// By hand and without Leptos, whose state can't be trusted any more.
fn show(info: &PanicHookInfo<'_>) -> Option<()> {
    let document = web_sys::window()?.document()?;
    // Not where: what people download doesn't say it (script/build).
    let what = info.payload_as_str().unwrap_or_default();
    let alert = document.create_element("div").ok()?;
    alert.set_attribute("role", "alert").ok()?;
    alert.set_class_name("boot boot-failed boot-over");
    for (tag, text) in [
        ("h1", "Headless Ops has stopped"),
        (
            "p",
            "It found itself in a state that it can't go on from. Nothing was sent because of it, and drafts are kept. Reload the page to go on.",
        ),
        ("p", what),
    ] {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        alert.append_child(&element).ok()?;
    }
    let reload = document.create_element("a").ok()?;
    reload.set_attribute("href", "").ok()?;
    reload.set_text_content(Some("Reload"));
    alert.append_child(&reload).ok()?;
    document.body()?.append_child(&alert).ok()?;
    Some(())
}
