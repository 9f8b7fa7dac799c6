//! Shows the outcome of a submission, with the actions that it allows.

mod outcome_row;
mod panel;

pub use panel::OutcomePanel;
