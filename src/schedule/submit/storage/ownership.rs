//! One owner for each submission among all tabs of this browser, and a ledger of its progress for the other tabs.
//!
//! A duplicated tab gets a copy of the saved state. Only the tab that holds the lock sends, and it writes each step to storage shared by all tabs
//! before doing it. The ledger holds outcomes and operation ids, no bodies and no devices.

use js_sys::{Function, Promise};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::session::BrowserStorage;

/// Lifetime of a ledger in ms. Long, as a duplicated tab may be restored late.
const KEPT: i64 = 86_400_000;
const PREFIX: &str = "ledger.";

#[wasm_bindgen(module = "/src/schedule/submit/storage/locks.js")]
extern "C" {
    #[wasm_bindgen(js_name = holdLock)]
    fn hold_lock(name: &str, wait: bool) -> Promise;
}

/// Whether this tab may send.
pub enum Hold {
    /// This tab may send until the function is called or the page is closed.
    Owned(Function),
    /// Another tab holds the lock.
    Elsewhere,
    /// The browser has no locks here; only the ledger can tell.
    Unsupported,
}

/// Requests the lock of a submission. With `wait`, waits until no other tab holds it.
pub async fn hold(id: &str, wait: bool) -> Hold {
    match JsFuture::from(hold_lock(&format!("headless-ops.submission.{id}"), wait)).await {
        Ok(release) if release.is_function() => Hold::Owned(release.unchecked_into()),
        Ok(answer) if answer.is_null() => Hold::Elsewhere,
        Ok(_) => Hold::Unsupported,
        Err(error) => {
            leptos::logging::warn!("the browser refuses a lock: {error:?}");
            Hold::Unsupported
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Entry {
    at: i64,
    outcomes: String,
}

/// Writes the outcomes of a submission. `false` if the browser can't store them.
pub fn write_ledger(id: &str, outcomes: String, now: i64) -> bool {
    let entry = serde_json::to_string(&Entry { at: now, outcomes }).unwrap_or_default();
    BrowserStorage::Browser.put(&format!("{PREFIX}{id}"), &entry)
}

/// Reads the ledger of a submission, written by any tab of this browser.
pub fn read_ledger(id: &str) -> Option<String> {
    let entry: Entry = serde_json::from_str(&BrowserStorage::Browser.get(&format!("{PREFIX}{id}"))?).ok()?;
    Some(entry.outcomes)
}

/// Removes expired ledgers.
pub fn prune_ledgers(now: i64) {
    for name in BrowserStorage::Browser.names(PREFIX) {
        let at =
            BrowserStorage::Browser.get(&name).and_then(|text| serde_json::from_str::<Entry>(&text).ok());
        if at.is_none_or(|entry| now - entry.at > KEPT) {
            BrowserStorage::Browser.forget(&name);
        }
    }
}

/// An id that is unique among the submissions of this browser.
pub fn new_id(now: i64) -> String {
    format!("{now:x}-{:x}", js_sys::Math::random().to_bits())
}
