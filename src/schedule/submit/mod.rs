//! Sends a submission: each request at most once. A lost answer is looked up before anything is sent again.
//!
//! Pure, tested natively: `permission` (whether this token was refused), `submission` (what may be sent), `attempt` (one request from sending to its outcome), `answer` (what an answer proves),
//! `lookup` (whether the operation is in the list). With the browser: `backend`, `handle`, `storage`, `outcome`.
//!
//! Invariants: "created" requires an answer or a row that names the operation and wasn't known before the attempt; "not in the list" requires a
//! complete search; nothing is sent twice without a search right before it.

#![expect(clippy::disallowed_methods, reason = "owns sending and what it waits for")]

mod answer;
mod attempt;
mod backend;
mod handle;
mod lookup;
mod outcome;
mod permission;
mod storage;
mod submission;

#[cfg(test)]
mod simulation;

pub use handle::Submit;
pub use outcome::OutcomePanel;
pub use submission::{RequestOutcome, Submission};
