//! The lazy chunk of the history: what it hands out, and fetching it.

use super::{
    crawl::{CrawlRunner, CrawlSync, runner},
    persistence::{Persistence, restore, save},
    store::SharedStore,
};
use leptos::task::spawn_local;
use std::{future::Future, pin::Pin};

/// What the chunk hands out. The rest of the app reaches its code through these pointers and nothing else, so that it stays in its file.
#[derive(Clone, Copy)]
pub struct HistoryChunk {
    /// Lets the columns hold what is known from now on, beginning with what was saved at an earlier visit, if anything was.
    open: fn(Persistence),
    /// Saves what is known for the next visit, where that is allowed and worth it.
    save: fn(Persistence),
    runner: CrawlRunner,
}

/// Fetches the chunk. The error is a message for the user.
pub type LoadHistory = fn() -> Pin<Box<dyn Future<Output = Result<HistoryChunk, String>>>>;

/// The [`HistoryChunk`] of this build. Referencing this pulls the columns into the first file: only the split point does.
pub fn history_chunk() -> HistoryChunk {
    HistoryChunk {
        open: restore::open,
        save: save::save,
        runner: CrawlRunner { begin: runner::begin, pump: runner::pump },
    }
}

/// Fetches the chunk, hands its code to those who use it, and opens the columns.
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
