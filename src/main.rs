//! Mounts the app in the page.

fn main() {
    headless_ops::start();
}
