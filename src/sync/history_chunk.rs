//! Fetching the part that keeps the whole history, once somebody needs it, and getting at its code.

use super::{CrawlState, Live, crawl_runner, restore, save};
use crate::api::Problem;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin};

/// What that part hands out. The rest of the app gets at its code through these and nothing else, so that it stays in its file.
#[derive(Clone, Copy)]
pub struct HistoryChunk {
    /// Lets the columns keep what is known from now on, beginning with what was kept between visits, if anything was.
    open: fn(Live),
    /// Begins a crawl.
    pub(super) crawl: fn(Live),
    /// Sends what a crawl under way has to send.
    pub(super) pump: fn(Live),
    /// Keeps what is known for the next visit, where that is allowed and worth it.
    pub(super) keep: fn(Live),
}

/// Fetches that part. The error is in words for people.
pub type LoadHistory = fn() -> Pin<Box<dyn Future<Output = Result<HistoryChunk, String>>>>;

/// The [`HistoryChunk`] of this build. Whoever names it links the code of the columns: only the part that is fetched later does.
pub fn history_chunk() -> HistoryChunk {
    HistoryChunk { open: restore::open, crawl: crawl_runner::begin, pump: Live::pump, keep: save::keep }
}

impl Live {
    /// From now on filters and counts see every row that is loaded. Fetches nothing of the history itself.
    pub fn want_whole(self) {
        self.with_whole(|_, _| {});
    }

    /// Whether somebody has asked for the part already.
    pub(super) fn is_whole_wanted(self) -> bool {
        self.inner.with_value(|inner| inner.part.is_some() || !inner.waiting.is_empty())
    }

    /// The part, where it is here.
    pub(super) fn part(self) -> Option<HistoryChunk> {
        self.inner.with_value(|inner| inner.part).filter(|_| self.store.is_whole_now())
    }

    /// Does `then` once the columns keep what is known; where their part can't be fetched, the crawl that needs it has failed.
    pub(super) fn with_whole(self, then: fn(Self, HistoryChunk)) {
        if let Some(part) = self.part() {
            return then(self, part);
        }
        let mut first = false;
        self.inner.update_value(|inner| {
            first = inner.waiting.is_empty();
            inner.waiting.push(then);
        });
        if !first {
            return;
        }
        let connection = self.connection();
        spawn_local(async move {
            let came = (self.whole)().await;
            if self.connection() != connection {
                return;
            }
            match came {
                Ok(part) => {
                    self.inner.update_value(|inner| inner.part = Some(part));
                    (part.open)(self);
                }
                Err(why) => {
                    self.inner.update_value(|inner| inner.waiting.clear());
                    self.crawl.set(CrawlState::Failed(Problem::Part(why)));
                }
            }
        });
    }

    /// Which connection this is; what was begun under another is dropped.
    pub(super) fn connection(self) -> Option<u64> {
        self.inner.try_with_value(|inner| inner.connection)
    }
}
