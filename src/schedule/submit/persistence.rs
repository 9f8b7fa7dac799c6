//! What the tab keeps of a submission for a reload, and of what it has created.

use super::ownership::write_ledger;
use super::submission::Submission;
use crate::schedule::draft::storage_key;
use crate::session::BrowserStorage;
use crate::time::now_ms;

/// Where the ids of created operations are kept, and how many.
const CREATED: &str = "created";
const MOST_CREATED: usize = 200;

/// Keeps the state, and writes down for other tabs what was done.
pub(super) fn save(base: &str, state: &Submission) {
    let shared = write_ledger(&state.id, state.ledger(), now_ms());
    if !BrowserStorage::Tab.put(&key(base), &state.save()) || !shared {
        leptos::logging::warn!(
            "what is being sent can't be remembered across a reload: storage is not available"
        );
    }
}

/// What a reload has interrupted.
pub(super) fn load(base: &str) -> Option<Submission> {
    Submission::load(&BrowserStorage::Tab.get(&key(base))?)
}

/// Forgets the submission.
pub(super) fn forget(base: &str) {
    BrowserStorage::Tab.forget(&key(base));
}

/// Until when the API wants no request, in ms since 1970 by this computer's clock; 0 where it may be asked.
pub(super) fn wait_until(base: &str) -> i64 {
    BrowserStorage::Tab.get(&wait_key(base)).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Notes that the API wants no request until then. Holds for what is sent from the form later, too.
pub(super) fn keep_wait(base: &str, until: i64) {
    if !BrowserStorage::Tab.put(&wait_key(base), &until.to_string()) {
        leptos::logging::log!("a wait is not remembered: storage is not available");
    }
}

/// The transactions that this tab knows to have created.
pub(super) fn created() -> Vec<String> {
    BrowserStorage::Tab.get(CREATED).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Remembers transactions that were created.
pub(super) fn remember(ids: &[String]) {
    let mut all = created();
    all.extend(ids.iter().filter(|id| !id.contains('\n')).cloned());
    let kept = all.split_off(all.len().saturating_sub(MOST_CREATED));
    if !BrowserStorage::Tab.put(CREATED, &kept.join("\n")) {
        leptos::logging::log!("what was created is not remembered: storage is not available");
    }
}

/// The name under which what is being sent to an API is kept.
fn key(base: &str) -> String {
    format!("sending.{}", storage_key(base))
}

fn wait_key(base: &str) -> String {
    format!("wait.{}", storage_key(base))
}
