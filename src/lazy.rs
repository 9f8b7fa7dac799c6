//! Parts of the app that are fetched when they are first needed: how far each is, and what stands in its place until it is here.
//!
//! Knows none of the parts. Which there are, and where they are cut off, is the `loader` package's business; this library names what
//! is in a part nowhere outside of it, or it would be linked into the first file all the same.

use crate::ui::{Button, EmptyState, IconName, Skeleton};
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin};

/// Fetches a part and hands out what it is for. The error is in words for people. May be called again, after a failure as well.
pub type LoadChunk<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, String>>>>;

/// Makes the view of a part.
pub type MakeView<P> = fn(P) -> AnyView;

/// Why a part did not come, in words for people.
pub const MISSING: &str = "Its file did not arrive, or it is not the one that was built. Check the network and try again; if this site \
                           was just updated, reload the page. Nothing was sent, and drafts are kept.";

/// A view that comes later. Copies share one state.
pub struct LazyView<P: 'static> {
    load: LoadChunk<MakeView<P>>,
    state: RwSignal<State<P>>,
}

enum State<P> {
    Idle,
    Coming,
    Here(MakeView<P>),
    Missing(String),
}

// By hand: derived ones would ask the same of `P`.
impl<P> Clone for LazyView<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for LazyView<P> {}

impl<P: Clone + Send + 'static> LazyView<P> {
    /// Nothing is fetched yet.
    pub fn new(load: LoadChunk<MakeView<P>>) -> Self {
        Self { load, state: RwSignal::new(State::Idle) }
    }

    /// Fetches it, unless it is here or on its way.
    pub fn fetch(self) {
        if self.state.with_untracked(|s| matches!(s, State::Here(_) | State::Coming)) {
            return;
        }
        self.state.set(State::Coming);
        spawn_local(async move {
            let came = (self.load)().await;
            self.state.set(match came {
                Ok(make) => State::Here(make),
                Err(why) => State::Missing(why),
            });
        });
    }

    /// Its view once it is here, and nothing before: for what is small, and comes of something that was just done.
    pub fn show_when_here(self, props: P) -> AnyView {
        self.fetch();
        let view = move |state: &State<P>| {
            match state {
            State::Here(make) => make(props.clone()),
            State::Missing(why) => view! {
                <button type="button" class="button button-quiet" title=why.clone() on:click=move |_| self.fetch()>"Not loaded: try again"</button>
            }
            .into_any(),
            State::Idle | State::Coming => ().into_any(),
        }
        };
        (move || self.state.with(&view)).into_any()
    }

    /// Its view, or what stands there until it is here. `label` says to assistive technology what is being loaded.
    pub fn show(self, props: P, label: &'static str) -> AnyView {
        self.fetch();
        let view = move |state: &State<P>| match state {
            State::Here(make) => make(props.clone()),
            State::Missing(why) => missing(why.clone(), Callback::new(move |()| self.fetch())),
            State::Idle | State::Coming => view! { <Skeleton rows=6 label /> }.into_any(),
        };
        (move || self.state.with(&view)).into_any()
    }
}

fn missing(why: String, again: Callback<()>) -> AnyView {
    let reload = |()| drop(window().location().reload());
    let actions = move || {
        view! {
            <Button on_press=move |()| again.run(())>"Try again"</Button>
            <Button on_press=reload>"Reload the page"</Button>
        }
    };
    view! {
        <div role="alert">
            <EmptyState icon=IconName::Warning title="A part of this app could not be loaded" text=why actions />
        </div>
    }
    .into_any()
}

/// Runs it after a moment that is too short to be noticed.
pub fn soon(run: impl FnOnce() + 'static) {
    set_timeout(run, std::time::Duration::from_millis(80));
}

/// Runs it once the browser has nothing else to do.
pub fn on_idle(run: impl Fn() + 'static) {
    let run = std::rc::Rc::new(run);
    let soon = std::rc::Rc::clone(&run);
    // Safari has no idle callbacks.
    if request_idle_callback_with_handle(move || soon()).is_err() {
        set_timeout(move || run(), std::time::Duration::from_secs(1));
    }
}
