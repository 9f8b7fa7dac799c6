//! Reads operations for the preflight if the list hasn't been opened yet.

#![expect(clippy::disallowed_methods, reason = "looks for operations that may conflict")]

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Cancel, ListParams, patiently};
use crate::session::Session;
use crate::sync::{SharedStore, Sync};
use wire::Row;

const PAGE: usize = 100;
/// Number of pages to read. Upcoming operations are mostly recent; the list loads the rest.
const PAGES: usize = 10;

/// Counts for the preflight.
#[derive(Clone, Copy)]
pub struct SeenOperations {
    /// Total number of operations, if the API sends it.
    pub count: RwSignal<Option<u64>>,
}

/// Reads the first pages of the list into the store, once, and stores the total.
pub fn provide_seen_operations(session: Session, sync: Sync) {
    let seen = SeenOperations { count: RwSignal::new(None) };
    provide_context(seen);
    // The preflight searches this many rows in the column store.
    sync.crawl.open_history();
    let cancel = Cancel::default();
    let stop = StoredValue::new_local(cancel.clone());
    on_cleanup(move || stop.with_value(Cancel::abort));
    spawn_local(async move {
        let mut offset = 0;
        for _ in 0..PAGES {
            let Some(client) = session.client() else { return };
            let params = ListParams { limit: Some(PAGE), offset, ..ListParams::default() };
            let listed = match patiently(&cancel, async || client.list(&params, &cancel).await).await {
                Ok(listed) => listed,
                // Don't show the error: the preflight shows how much was checked, and the list shows its own errors.
                Err(problem) => {
                    return leptos::logging::log!("no history for the preflight: {}", problem.headline());
                }
            };
            note(session, sync.store, &listed.page.rows);
            if sync.list.skew_ms().try_get_untracked() == Some(None) {
                sync.list.note_skew(listed.skew_ms);
            }
            let (came, has_next) = (listed.page.rows.len(), listed.page.next.is_some());
            let count = wire::believed_count(listed.page.count, offset, came, has_next);
            seen.count.set(count);
            offset += came;
            // A server may return fewer rows than requested, and may cap its count.
            let is_all = !has_next && count.is_none_or(|count| offset as u64 >= count);
            if came == 0 || is_all && came < PAGE {
                return;
            }
        }
    });
}

/// Adds rows to the store, and notes their API revision.
pub fn note(session: Session, store: SharedStore, rows: &[Row]) {
    if store.take_in(rows, None).changed {
        store.announce();
    }
    if let Some(Row::Operation(operation)) = rows.first() {
        session.saw_revision(operation.revision);
    }
}

/// The state of [`provide_seen_operations`]; empty without it.
pub fn use_seen_operations() -> SeenOperations {
    use_context().unwrap_or_else(|| SeenOperations { count: RwSignal::new(None) })
}
