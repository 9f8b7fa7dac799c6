//! Mounts the app in the page.

fn main() {
    headless_ops::start(|| {
        Box::pin(async { Ok(headless_ops::sync::make_history as headless_ops::sync::MakeHistory) })
    });
}
