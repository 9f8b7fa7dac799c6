//! Reads and changes the state of a submission. Each change is saved for a reload and for other tabs.

use leptos::prelude::*;

use super::Submit;
use crate::api::wait_left;
use crate::schedule::draft::storage_key;
use crate::schedule::submit::storage::persistence;
use crate::schedule::submit::submission::{RequestOutcome, Row, Submission};
use crate::session::BrowserStorage;
use crate::time::now_ms;

impl Submit {
    /// A request; `None` once the page is closed.
    pub(super) fn row(self, at: usize) -> Option<Row> {
        self.state.try_with_untracked(|state| state.as_ref()?.rows.get(at).cloned()).flatten()
    }

    /// Indices of the requests with such an outcome.
    pub(super) fn places(self, which: impl Fn(&RequestOutcome) -> bool) -> Vec<usize> {
        let of = |state: &Option<Submission>| {
            let rows = state.iter().flat_map(|state| state.rows.iter().enumerate());
            rows.filter(|(_, row)| which(&row.outcome)).map(|(at, _)| at).collect()
        };
        self.state.try_with_untracked(of).unwrap_or_default()
    }

    /// Records an outcome, and the operations that were created.
    pub(super) fn settle(self, at: usize, outcome: RequestOutcome) {
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
    pub(super) fn change<T>(self, change: impl FnOnce(&mut Submission) -> T) -> Option<T> {
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
    pub(super) fn finish(self) {
        let Some(state) = self.state.try_get_untracked().flatten() else { return };
        if state.is_busy() {
            return;
        }
        // Where the API asked to wait, the next poll brings them.
        if state.created() > 0 && wait_left(now_ms()).is_none() {
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

    /// Address of the API, part of every storage key; `None` when signed out.
    pub(super) fn base(self) -> Option<String> {
        self.session.connection().with_untracked(|c| c.as_ref().map(|c| c.base.clone()))
    }
}
