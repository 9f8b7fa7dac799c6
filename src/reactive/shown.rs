//! A part of the page that is there or not.

use super::Memo;
use leptos::{either::Either, prelude::*};

/// Draws `children` while `when` holds, and else `fallback`: [`leptos::prelude::Show`], compiled once.
#[component]
pub fn Shown<W>(
    /// Whether it is there.
    when: W,
    /// What stands in its place.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// What it is; made anew each time.
    children: ChildrenFn,
) -> impl IntoView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    shown(Memo::new(move |_| when()), children, fallback)
}

fn shown(when: Memo<bool>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let either = move || match when.get() {
        true => Either::Left(children()),
        false => Either::Right(fallback.run()),
    };
    either.into_any()
}
