//! Fetching the part that keeps the whole history, once somebody needs it.

use super::{CrawlState, Live};
use crate::api::Problem;
use leptos::{prelude::*, task::spawn_local};

impl Live {
    /// From now on filters and counts see every row that is loaded. Fetches nothing of the history itself.
    pub fn want_whole(self) {
        self.with_whole(|_| {});
    }

    /// Does `then` once the columns keep what is known; where their part can't be fetched, the crawl that needs it has failed.
    pub(super) fn with_whole(self, then: impl FnOnce(Self) + 'static) {
        if self.store.is_whole_now() {
            return then(self);
        }
        let connection = self.inner.with_value(|inner| inner.connection);
        spawn_local(async move {
            let came = (self.whole)().await;
            if self.inner.try_with_value(|inner| inner.connection) != Some(connection) {
                return;
            }
            match came {
                Ok(make) => {
                    self.store.make_whole(make);
                    then(self);
                }
                Err(why) => self.crawl.set(CrawlState::Failed(Problem::Part(why))),
            }
        });
    }
}
