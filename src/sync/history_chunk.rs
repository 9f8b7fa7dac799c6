//! Entry points of the lazy history chunk, and fetching it.

use super::{
    crawl::{CrawlRunner, CrawlSync, runner},
    persistence::{Persistence, restore, save},
    store::SharedStore,
};
use leptos::task::spawn_local;
use std::{future::Future, pin::Pin};

/// Entry points of the chunk. The rest of the app calls its code only through these function pointers, so that the code stays in the chunk.
#[derive(Clone, Copy)]
pub struct HistoryChunk {
    /// Moves the known operations into the column store, after restoring the snapshot if there is one.
    open: fn(Persistence),
    /// Saves the snapshot, if that is enabled and something has changed.
    save: fn(Persistence),
    runner: CrawlRunner,
}

/// Fetches the chunk. The error is a message for the user.
pub type LoadHistory = fn() -> Pin<Box<dyn Future<Output = Result<HistoryChunk, String>>>>;

/// The [`HistoryChunk`] of this build. Referencing this pulls the column store into the first chunk; only the split point may.
pub fn history_chunk() -> HistoryChunk {
    HistoryChunk {
        open: restore::open,
        save: save::save,
        runner: CrawlRunner { begin: runner::begin, pump: runner::pump },
    }
}

/// Fetches the chunk, registers its entry points, and opens the column store.
pub(super) fn fetch_history(
    load: LoadHistory,
    store: SharedStore,
    crawl: CrawlSync,
    persistence: Persistence,
) {
    let connection = store.connection();
    spawn_local(async move {
        let chunk = load().await;
        if store.connection() != connection {
            return;
        }
        match chunk {
            Ok(chunk) => {
                crawl.set_runner(chunk.runner);
                persistence.set_save(chunk.save);
                (chunk.open)(persistence);
            }
            Err(reason) => crawl.history_failed(reason),
        }
    });
}
