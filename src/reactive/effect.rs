//! Work that is done again when what it read has changed.

/// Work that is done again when what it read has changed: [`leptos::prelude::Effect`], compiled once.
pub struct Effect;

impl Effect {
    /// Runs `work` soon, and again whenever something that it read has changed, until the owner is gone. It gets what it gave the time
    /// before.
    #[expect(clippy::new_ret_no_self, reason = "named as Leptos names it; nobody keeps an effect")]
    pub fn new<T: 'static>(mut work: impl FnMut(Option<T>) -> T + 'static) {
        let mut before = None;
        run(Box::new(move || before = Some(work(before.take()))));
    }
}

fn run(mut work: Box<dyn FnMut()>) {
    leptos::prelude::Effect::new(move |_: Option<()>| work());
}
