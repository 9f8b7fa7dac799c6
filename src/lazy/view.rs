//! A view in a lazy chunk: fetches the chunk, and shows a skeleton, the view, or why it could not be loaded.

#![expect(clippy::disallowed_methods, reason = "fetches lazy chunks")]

use super::{LoadChunk, MakeView};
use crate::ui::{Button, EmptyState, IconName, Skeleton};
use leptos::{prelude::*, task::spawn_local};

/// A view in a lazy chunk. Copies share one state.
pub struct LazyView<P: 'static> {
    load: LoadChunk<MakeView<P>>,
    state: RwSignal<State<P>>,
}

enum State<P> {
    Idle,
    Loading,
    Loaded(MakeView<P>),
    Failed(String),
}

// Not derived, because that would require `P: Clone` and `P: Copy`.
impl<P> Clone for LazyView<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for LazyView<P> {}

impl<P: Clone + Send + 'static> LazyView<P> {
    /// Creates the view without fetching its chunk.
    pub fn new(load: LoadChunk<MakeView<P>>) -> Self {
        Self { load, state: RwSignal::new(State::Idle) }
    }

    /// Fetches the chunk, unless it is loaded or loading.
    pub fn fetch(self) {
        if self.state.with_untracked(|s| matches!(s, State::Loaded(_) | State::Loading)) {
            return;
        }
        self.state.set(State::Loading);
        spawn_local(async move {
            let came = (self.load)().await;
            self.state.set(match came {
                Ok(make) => State::Loaded(make),
                Err(why) => State::Failed(why),
            });
        });
    }

    /// The view once its chunk is loaded, and nothing before: for small views that respond to an action.
    pub fn show_when_loaded(self, props: P) -> AnyView {
        self.fetch();
        let view = move |state: &State<P>| match state {
            State::Loaded(make) => make(props.clone()),
            State::Failed(why) => view! {
                <button
                    type="button"
                    class="button button-quiet"
                    title=why.clone()
                    on:click=move |_| self.fetch()
                >
                    {messages::shell::chunk_not_loaded_try_again()}
                </button>
            }
            .into_any(),
            State::Idle | State::Loading => ().into_any(),
        };
        (move || self.state.with(&view)).into_any()
    }

    /// The view, or a skeleton until its chunk is loaded. `label` is announced to assistive technology while it loads.
    pub fn show(self, props: P, label: &'static str) -> AnyView {
        self.fetch();
        let view = move |state: &State<P>| match state {
            State::Loaded(make) => make(props.clone()),
            State::Failed(why) => failed(why.clone(), Callback::new(move |()| self.fetch())),
            State::Idle | State::Loading => view! { <Skeleton rows=6 label /> }.into_any(),
        };
        (move || self.state.with(&view)).into_any()
    }
}

fn failed(why: String, again: Callback<()>) -> AnyView {
    let reload = |()| drop(window().location().reload());
    let actions = move || {
        view! {
            <Button on_press=move |()| again.run(())>{messages::shell::try_again()}</Button>
            <Button on_press=reload>{messages::shell::reload_page()}</Button>
        }
    };
    view! {
        <div role="alert">
            <EmptyState icon=IconName::Warning title=messages::shell::chunk_not_loaded() text=why actions />
        </div>
    }
    .into_any()
}
