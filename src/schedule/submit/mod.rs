//! Sends a submission: each request at most once. A lost answer is looked up before anything is sent again.
//!
//! Pure, tested natively: `submission` (what may be sent), `verdict` (what an answer proves), `baseline` and `matching` (which rows can be the
//! request's), `lookup` (the search), `attempt` (one request from sending to its outcome), `findings` (errors by field).
//! With the browser: `backend`, `ownership`, `persistence`, `handle`, `panel`.
//!
//! Invariants: "created" requires an answer or a row that names the operation and wasn't known before the attempt; "not in the list" requires a
//! complete search; nothing is sent twice without a search right before it.

#![expect(clippy::disallowed_methods, reason = "owns sending and what it waits for")]

mod attempt;
mod backend;
mod baseline;
mod findings;
mod handle;
mod lookup;
mod matching;
mod outcome_row;
mod ownership;
mod panel;
mod persistence;
mod submission;
mod verdict;

#[cfg(test)]
mod simulation;

pub use handle::Submit;
pub use panel::OutcomePanel;
pub use submission::{RequestOutcome, Submission};
