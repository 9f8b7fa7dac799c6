//! Prepares the likely sort orders once everything is loaded: when the browser is idle, in slices too short to be noticed.

use super::{CrawlState, CrawlSync};
use crate::idle::on_idle;
use leptos::prelude::*;

/// Rows a slice, which take a few ms.
const SLICE: usize = 100_000;

impl CrawlSync {
    /// Runs slices until nothing is left to do. May be called at any time.
    pub(super) fn prepare(self) {
        let begin = self.inner.try_update_value(|inner| !std::mem::replace(&mut inner.preparing, true));
        if begin == Some(true) {
            on_idle(move || self.prepare_slice());
        }
    }

    fn prepare_slice(self) {
        let complete = self.state.try_get_untracked() == Some(CrawlState::Complete);
        if complete && !self.store.peek(|known| known.prepare(SLICE)) {
            on_idle(move || self.prepare_slice());
        } else {
            self.inner.try_update_value(|inner| inner.preparing = false);
        }
    }
}
