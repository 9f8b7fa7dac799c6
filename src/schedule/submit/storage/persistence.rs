//! Storage of the tab: the state of a submission for a reload, and the created operations.

use super::ownership::write_ledger;
use crate::schedule::draft::storage_key;
use crate::schedule::submit::submission::Submission;
use crate::session::BrowserStorage;
use crate::time::now_ms;

/// Storage key and maximum number of created operations.
const CREATED: &str = "created";
const MOST_CREATED: usize = 200;

/// Saves the state, and writes the ledger for other tabs.
pub fn save(base: &str, state: &Submission) {
    let shared = write_ledger(&state.id, state.ledger(), now_ms());
    if !BrowserStorage::Tab.put(&key(base), &state.save()) || !shared {
        leptos::logging::warn!(
            "what is being sent can't be remembered across a reload: storage is not available"
        );
    }
}

/// Loads a submission that a reload interrupted.
pub fn load(base: &str) -> Option<Submission> {
    Submission::load(&BrowserStorage::Tab.get(&key(base))?)
}

/// Deletes the submission.
pub fn forget(base: &str) {
    BrowserStorage::Tab.forget(&key(base));
}

/// Time before which the API wants no request, in ms since 1970 by this computer's clock; 0 if there is none.
pub fn wait_until(base: &str) -> i64 {
    BrowserStorage::Tab.get(&wait_key(base)).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Stores the time before which the API wants no request. Applies to later submissions, too.
pub fn keep_wait(base: &str, until: i64) {
    if !BrowserStorage::Tab.put(&wait_key(base), &until.to_string()) {
        leptos::logging::log!("a wait is not remembered: storage is not available");
    }
}

/// The transactions created by this tab.
pub fn created() -> Vec<String> {
    BrowserStorage::Tab.get(CREATED).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Adds created transactions.
pub fn remember(ids: &[String]) {
    let mut all = created();
    all.extend(ids.iter().filter(|id| !id.contains('\n')).cloned());
    let kept = all.split_off(all.len().saturating_sub(MOST_CREATED));
    if !BrowserStorage::Tab.put(CREATED, &kept.join("\n")) {
        leptos::logging::log!("what was created is not remembered: storage is not available");
    }
}

/// Storage key of the submission for an API.
fn key(base: &str) -> String {
    format!("sending.{}", storage_key(base))
}

fn wait_key(base: &str) -> String {
    format!("wait.{}", storage_key(base))
}
