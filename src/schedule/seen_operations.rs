//! Operations for the preflight, where the list has not been opened yet: the page reads some of the history itself.

#![expect(clippy::disallowed_methods, reason = "looks for operations that may conflict")]

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Cancel, ListParams};
use crate::session::Session;
use crate::sync::{SharedStore, Sync};
use wire::Row;

const PAGE: usize = 100;
/// So many pages are read: what is still to come is mostly young, and the rest is the list's business.
const PAGES: usize = 10;

/// What is known of how much there is.
#[derive(Clone, Copy)]
pub struct SeenOperations {
    /// How many operations the API has, where it says so.
    pub count: RwSignal<Option<u64>>,
}

/// Reads the top of the history into the store, once, and says how much there is in all.
pub fn provide_seen_operations(session: Session, sync: Sync) {
    let seen = SeenOperations { count: RwSignal::new(None) };
    provide_context(seen);
    // So many rows are looked up in columns.
    sync.crawl.open_history();
    let cancel = Cancel::default();
    let stop = StoredValue::new_local(cancel.clone());
    on_cleanup(move || stop.with_value(Cancel::abort));
    spawn_local(async move {
        for page in 0..PAGES {
            let Some(client) = session.client() else { return };
            let params = ListParams { limit: Some(PAGE), offset: page * PAGE, ..ListParams::default() };
            let listed = match client.list(&params, &cancel).await {
                Ok(listed) => listed,
                // The preflight then says how little it has looked at; the list shows its own troubles.
                Err(problem) => {
                    return leptos::logging::log!("no history for the preflight: {}", problem.headline());
                }
            };
            note(session, sync.store, &listed.page.rows);
            if sync.list.skew_ms().try_get_untracked() == Some(None) {
                sync.list.note_skew(listed.skew_ms);
            }
            seen.count.set(listed.page.count);
            if listed.page.rows.len() < PAGE {
                return;
            }
        }
    });
}

/// Takes rows that were read here into what everybody knows, and notes which revision they are of.
pub fn note(session: Session, store: SharedStore, rows: &[Row]) {
    if store.take_in(rows, None).changed {
        store.announce();
    }
    if let Some(Row::Operation(operation)) = rows.first() {
        session.saw_revision(operation.revision);
    }
}

/// What [`provide_seen_operations`] has read; nothing where it was not called.
pub fn use_seen_operations() -> SeenOperations {
    use_context().unwrap_or_else(|| SeenOperations { count: RwSignal::new(None) })
}
