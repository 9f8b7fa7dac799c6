//! What a submission keeps in the browser: its state for a reload, its lock and its ledger for other tabs.

pub mod ownership;
pub mod persistence;
