//! Runs a submission: sends its requests one after the other, and saves its state for a reload and for other tabs.
//!
//! The only place in this feature that spawns tasks to create operations. [`Submission`] decides what may be sent.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attempt::{self, GRACE, Loss, Sent};
use super::backend::{ApiBackend, Progress};
use super::lookup::{Baseline, Wanted};
use super::storage::ownership::{self, Hold};
use super::storage::persistence;
use super::submission::{RequestOutcome, Row, Submission};
use crate::api::{Client, Problem};
use crate::schedule::draft::storage_key;
use crate::schedule::request::Post;
use crate::session::{BrowserStorage, Session};
use crate::sync::{SharedStore, Sync};

use crate::time::now_ms;

/// Interval in ms for checking whether the token was renewed.
const RENEWAL_STEP: u32 = 150;

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
            submission.wait_until(self.base().map_or(0, |base| persistence::wait_until(&base)), now_ms());
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

    /// Discards the submission and resets the form.
    pub fn forget(self) {
        self.state.set(None);
        self.elsewhere.set(false);
        self.release();
        if let Some(base) = self.base() {
            persistence::forget(&base);
        }
    }

    pub(super) fn client(self) -> Option<Client> {
        self.session.client()
    }

    pub(super) fn store(self) -> SharedStore {
        self.sync.store
    }

    pub(super) fn searched(self, progress: Progress) {
        self.progress.try_set(Some(progress));
    }

    pub(super) fn is_renewing(self) -> bool {
        self.session.refused().with_untracked(Option::is_some)
    }

    /// Asks for a new token and waits for it. `false` if the user signs out or leaves instead.
    pub(super) async fn renewed(self, problem: Problem) -> bool {
        let before = self.session.renewals().get_untracked();
        self.session.refuse(problem);
        loop {
            TimeoutFuture::new(RENEWAL_STEP).await;
            let here = self.alive.try_with_value(|alive| alive.get()).unwrap_or_default();
            if !here || self.session.connection().with_untracked(Option::is_none) {
                return false;
            }
            if self.session.renewals().get_untracked() != before {
                return true;
            }
        }
    }

    /// Resumes the saved submission once no other tab holds its lock.
    fn resume(self, saved: Submission) {
        let id = saved.id.clone();
        self.state.set(Some(saved));
        spawn_local(async move {
            let mut hold = ownership::hold(&id, false).await;
            let elsewhere = matches!(hold, Hold::Elsewhere);
            if elsewhere {
                self.elsewhere.try_set(true);
                hold = ownership::hold(&id, true).await;
            }
            let same =
                self.state.try_with_untracked(|state| state.as_ref().is_some_and(|state| state.id == id));
            if same != Some(true) {
                return release(hold);
            }
            self.lock.try_set_value(Some(hold));
            self.elsewhere.try_set(false);
            let later = now_ms() + i64::from(GRACE);
            self.change(|state| {
                state.merge(ownership::read_ledger(&id).as_deref(), elsewhere);
                for row in &mut state.rows {
                    row.settles_at = row.settles_at.or(row.outcome.needs_search().then_some(later));
                }
            });
            self.search_again();
        });
    }

    fn go_on(self) {
        // Set the state at once, so that a second press sees it.
        let Some(first) = self.begin_next() else { return };
        spawn_local(async move {
            self.own().await;
            let mut next = Some(first);
            while let Some(at) = next {
                self.send(at).await;
                let stops = self.change(|state| {
                    state.rows.get(at).is_none_or(|row| match row.outcome {
                        RequestOutcome::Created(_) | RequestOutcome::CreatedPerhapsTwice { .. } => false,
                        // A rejection for one device says nothing about the others, unless nothing has succeeded yet.
                        RequestOutcome::Rejected(_) => state.created() == 0,
                        _ => true,
                    })
                });
                next = if stops == Some(false) { self.begin_next() } else { None };
            }
            self.finish();
        });
    }

    fn begin_next(self) -> Option<usize> {
        let unowned = self.lock.try_with_value(|lock| matches!(lock, Some(Hold::Unsupported))) == Some(true);
        self.change(|state| {
            if unowned && !state.is_busy() {
                // Without locks, another tab may have started meanwhile.
                let ledger = ownership::read_ledger(&state.id);
                state.merge(ledger.as_deref(), true);
            }
            let at = state.next()?;
            state.begin(at, now_ms()).then_some(at)
        })
        .flatten()
    }

    /// Takes the lock of a new submission, which no other tab can hold.
    async fn own(self) {
        if self.lock.try_with_value(Option::is_some) == Some(false)
            && let Some(id) = self.change(|state| state.id.clone())
        {
            let hold = ownership::hold(&id, false).await;
            self.lock.try_set_value(Some(hold));
        }
    }

    async fn send(self, at: usize) {
        let Some(row) = self.row(at) else { return };
        let Some(request) = row.request() else {
            return self.settle(at, RequestOutcome::Failed(messages::submit::request_damaged().into()));
        };
        let backend = ApiBackend::new(self);
        let baseline = Baseline::take(&backend, &request).await;
        // Save the state before sending. If the page was closed, don't send.
        if self.change(|state| state.sending(at, baseline)) != Some(true) {
            return;
        }
        let Some(row) = self.row(at) else { return };
        match attempt::send(&backend, &row.post.body, &request, &row.baseline).await {
            Sent::Settled(outcome) => self.settle(at, outcome),
            Sent::RateLimited { reason, wait_ms } => {
                let until = now_ms() + i64::from(wait_ms);
                if let Some(base) = self.base() {
                    persistence::keep_wait(&base, until);
                }
                self.change(|state| {
                    state.not_before = Some(until);
                    state.settle(at, RequestOutcome::Failed(reason));
                });
            }
            Sent::Lost(Loss { reason, wait_ms, grace_ms }) => {
                let settles_at = now_ms() + i64::from(wait_ms) + i64::from(grace_ms);
                self.change(|state| {
                    if let Some(row) = state.rows.get_mut(at) {
                        row.settles_at = Some(settles_at);
                    }
                });
                self.search_for(at, reason, wait_ms).await;
            }
        }
    }

    /// Searches for a request until it is found or the server has had time to carry it out. An empty `reason` keeps the previous one.
    async fn search_for(self, at: usize, reason: String, first_wait: u32) {
        let Some(row) = self.row(at) else { return };
        let reason = match (&row.outcome, reason) {
            (
                RequestOutcome::Unknown(known)
                | RequestOutcome::NotFound { reason: known, .. }
                | RequestOutcome::Inconclusive { reason: known, .. }
                | RequestOutcome::Similar { reason: known, .. },
                reason,
            ) if reason.is_empty() => known.clone(),
            (_, reason) => reason,
        };
        self.settle(at, RequestOutcome::Searching);
        let Some(request) = row.request() else {
            return self.settle(at, RequestOutcome::Unknown(reason));
        };
        let backend = ApiBackend::new(self);
        let wanted = Wanted { request: &request, baseline: &row.baseline };
        let settles_at = row.settles_at.unwrap_or_default();
        let outcome = attempt::settle(&backend, wanted, &reason, first_wait, settles_at).await;
        self.progress.try_set(None);
        self.settle(at, outcome);
    }

    fn row(self, at: usize) -> Option<Row> {
        self.state.try_with_untracked(|state| state.as_ref()?.rows.get(at).cloned()).flatten()
    }

    fn places(self, which: impl Fn(&RequestOutcome) -> bool) -> Vec<usize> {
        let of = |state: &Option<Submission>| {
            let rows = state.iter().flat_map(|state| state.rows.iter().enumerate());
            rows.filter(|(_, row)| which(&row.outcome)).map(|(at, _)| at).collect()
        };
        self.state.try_with_untracked(of).unwrap_or_default()
    }

    fn settle(self, at: usize, outcome: RequestOutcome) {
        match &outcome {
            RequestOutcome::Created(ids) => persistence::remember(ids),
            RequestOutcome::PartlyCreated { id, .. } | RequestOutcome::CreatedPerhapsTwice { id, .. } => {
                persistence::remember(std::slice::from_ref(id))
            }
            _ => {}
        }
        self.change(|state| state.settle(at, outcome));
    }

    /// Changes the state and saves it for a reload and for other tabs. `None` if there is no state.
    fn change<T>(self, change: impl FnOnce(&mut Submission) -> T) -> Option<T> {
        let mut result = None;
        let base = self.base();
        self.state.try_update(|state| {
            if let Some(state) = state {
                result = Some(change(state));
                if let Some(base) = &base {
                    persistence::save(base, state);
                }
            }
        });
        result
    }

    /// Updates the list with the created operations, and deletes the saved state of a finished submission.
    fn finish(self) {
        let Some(state) = self.state.try_get_untracked().flatten() else { return };
        if state.is_busy() {
            return;
        }
        if state.created() > 0 {
            self.sync.list.refresh();
        }
        if state.is_over() {
            // Other tabs read the outcome from the ledger.
            self.release();
        }
        let Some(base) = self.base() else { return };
        if state.is_over() || !state.has_effect() && state.wait_ms(now_ms()) == 0 {
            persistence::forget(&base);
        }
        // Also if the page was closed: a draft that was carried out must not be offered again.
        let partly = |row: &Row| matches!(row.outcome, RequestOutcome::PartlyCreated { .. });
        if state.is_over() && !state.rows.iter().any(partly) {
            BrowserStorage::Tab.forget(&storage_key(&base));
        }
    }

    fn leave(self) {
        self.alive.try_with_value(|alive| alive.set(false));
        self.release();
    }

    fn release(self) {
        if let Some(Some(hold)) = self.lock.try_update_value(Option::take) {
            release(hold);
        }
    }

    fn base(self) -> Option<String> {
        self.session.connection().with_untracked(|c| c.as_ref().map(|c| c.base.clone()))
    }
}

fn release(hold: Hold) {
    if let Hold::Owned(release) = hold
        && Function::call0(&release, &wasm_bindgen::JsValue::NULL).is_err()
    {
        leptos::logging::warn!("a lock could not be released");
    }
}
