//! The submission of a page: what the user can do with it.
//!
//! The only place in this feature that spawns tasks to create operations: `sending` sends, `lock` keeps other tabs from sending, `state` saves each
//! step, `api_backend` calls the API. [`Submission`] decides what may be sent.

mod api_backend;
mod lock;
mod sending;
mod state;

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backend::Progress;
use super::permission;
use super::storage::ownership::{self, Hold};
use super::storage::persistence;
use super::submission::{RequestOutcome, Submission};
use crate::api::wait_left;
use crate::schedule::request::Post;
use crate::session::Session;
use crate::sync::Sync;
use crate::time::now_ms;

/// The submission of this page. Copies share one state.
#[derive(Clone, Copy)]
pub struct Submit {
    /// State; `None` before anything was sent.
    pub state: RwSignal<Option<Submission>>,
    /// Progress of the search for an operation.
    pub progress: RwSignal<Option<Progress>>,
    /// Another tab sends it; this one only shows the state.
    pub elsewhere: RwSignal<bool>,
    session: Session,
    sync: Sync,
    alive: StoredValue<Rc<Cell<bool>>, LocalStorage>,
    lock: StoredValue<Option<Hold>, LocalStorage>,
}

impl Submit {
    /// Creates the handle. A submission interrupted by a reload is resumed: lost requests are searched for at once.
    pub fn new(session: Session, sync: Sync) -> Self {
        let alive = Rc::new(Cell::new(true));
        let submit = Self {
            state: RwSignal::new(None),
            progress: RwSignal::new(None),
            elsewhere: RwSignal::new(false),
            session,
            sync,
            alive: StoredValue::new_local(alive.clone()),
            lock: StoredValue::new_local(None),
        };
        on_cleanup(move || submit.leave());
        ownership::prune_ledgers(now_ms());
        if let Some(saved) = submit.base().and_then(|base| persistence::load(&base)) {
            submit.resume(saved);
        }
        submit
    }

    /// Starts a new submission. Does nothing while one is in progress, so a second press has no effect.
    pub fn start(self, posts: Vec<Post>) {
        let under_way = |state: &Submission| state.is_busy() || state.has_effect();
        if !self.state.with_untracked(|state| state.as_ref().is_some_and(under_way)) {
            self.release();
            let mut submission = Submission::new(ownership::new_id(now_ms()), posts);
            let now = now_ms();
            let stored = self.base().map_or(0, |base| persistence::wait_until(&base));
            let asked = now + i64::from(wait_left(now).unwrap_or_default());
            submission.wait_until(stored.max(asked), now);
            self.state.set(Some(submission));
            self.go_on();
        }
    }

    /// Sends what wasn't sent or has failed, and what a search right before doesn't find. Only on the user's request. With `unproven`, also sends
    /// what an incomplete search doesn't find.
    pub fn send_again(self, unproven: bool) {
        let free = self.change(|state| {
            let free = !state.is_busy() && state.wait_ms(now_ms()) == 0;
            if free {
                state.release_failed();
            }
            free
        });
        if free != Some(true) {
            return;
        }
        spawn_local(async move {
            for at in self.places(|outcome| match outcome {
                RequestOutcome::NotFound { .. } => true,
                RequestOutcome::Inconclusive { .. } => unproven,
                _ => false,
            }) {
                self.search_for(at, String::new(), 0).await;
                self.change(|state| {
                    let absent = state.rows.get(at).is_some_and(|row| match row.outcome {
                        RequestOutcome::NotFound { .. } => true,
                        RequestOutcome::Inconclusive { .. } => unproven,
                        _ => false,
                    });
                    if absent {
                        state.settle(at, RequestOutcome::Pending);
                    }
                });
            }
            self.go_on();
            self.finish();
        });
    }

    /// The user ruled out the similar operations.
    pub fn dismiss_similar(self) {
        self.change(Submission::dismiss_similar);
        self.search_again();
    }

    /// The user confirmed that this operation is the result.
    pub fn accept_similar(self, id: &str) {
        self.change(|state| {
            for row in &mut state.rows {
                if matches!(&row.outcome, RequestOutcome::Similar { ids, .. } if ids.iter().any(|known| known == id)) {
                    row.outcome = RequestOutcome::Created(vec![id.to_owned()]);
                }
            }
        });
        self.finish();
    }

    /// Searches again for all requests with an open outcome.
    pub fn search_again(self) {
        spawn_local(async move {
            for at in self.places(RequestOutcome::needs_search) {
                if self.change(|state| !state.is_busy()) == Some(true) {
                    self.search_for(at, String::new(), 0).await;
                }
            }
            self.finish();
        });
    }

    /// The server's message, if it has refused to schedule with the present token.
    pub fn refused_token(self) -> Option<String> {
        self.session
            .connection()
            .with(|connection| connection.as_ref().and_then(|own| permission::refused(&own.base, &own.token)))
    }

    /// Discards the submission and resets the form.
    pub fn forget(self) {
        self.state.set(None);
        self.elsewhere.set(false);
        self.release();
        if let Some(base) = self.base() {
            persistence::forget(&base);
        }
    }
}
