//! A list whose rows keep their place and their state.

use leptos::prelude::*;
use std::sync::Arc;

/// A row before it is drawn.
struct Row {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Draws each item once; an item that stays, by its `key`, keeps its elements, the focus included: [`leptos::prelude::For`],
/// compiled once.
#[component]
pub fn Keyed<IF, T, EF, N, KF>(
    /// The items, in order.
    each: IF,
    /// What an item is known by.
    key: KF,
    /// Draws an item.
    children: EF,
) -> impl IntoView
where
    IF: Fn() -> Vec<T> + Send + 'static,
    EF: Fn(T) -> N + Send + Sync + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> String + Send + 'static,
    T: Send + 'static,
{
    let children = Arc::new(children);
    keyed(Box::new(move || {
        let row = |item| {
            let children = Arc::clone(&children);
            Row { key: key(&item), draw: Box::new(move || children(item).into_any()) }
        };
        each().into_iter().map(row).collect()
    }))
}

fn keyed(each: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    view! { <For each key=|row| row.key.clone() children=|row| (row.draw)() /> }.into_any()
}
