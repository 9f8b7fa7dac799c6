//! Sends the requests of a submission one after the other, and searches for those without a proven outcome.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Submit;
use super::api_backend::ApiBackend;
use crate::schedule::submit::attempt::{self, Loss, Sent};
use crate::schedule::submit::lookup::{Baseline, Wanted};
use crate::schedule::submit::storage::ownership::{self, Hold};
use crate::schedule::submit::storage::persistence;
use crate::schedule::submit::submission::RequestOutcome;
use crate::time::now_ms;

impl Submit {
    /// Sends the requests that may be sent, one after the other, until one gives a reason to stop.
    pub(super) fn go_on(self) {
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

    /// Marks the next request as begun, before anything else can run. Returns its index.
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

    /// Sends one request and waits for its outcome.
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
    pub(super) async fn search_for(self, at: usize, reason: String, first_wait: u32) {
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
}
