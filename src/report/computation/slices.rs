//! Runs the steps of the computation in slices between other work.

#![expect(clippy::disallowed_methods, reason = "computes in steps, so that the page stays responsive")]

use super::Computation;
use crate::{
    history_query::resolve_now,
    report::snapshot::{Coverage, Snapshot},
    route::ListQuery,
    session::failure_reason_keys,
    sync::{CrawlState, Sync},
    time::{intl::Browser, now_ms},
};
use gloo_timers::future::TimeoutFuture;
use history::History;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, rc::Rc};

/// Time after which a slice takes no further step, in ms. With the step that is under way then, it stays below 50 ms.
const SLICE_MS: i64 = 12;
/// The same in a hidden tab, where browsers run timers only once a second.
const HIDDEN_SLICE_MS: i64 = 400;
/// Rows that a step counts.
const ROWS: usize = 50_000;
/// If the history changes while it is computed, it is computed again. After so many attempts, in one go.
const ATTEMPTS: usize = 4;

/// Set to stop a computation.
pub type Stop = Rc<Cell<bool>>;

/// Computes the figures and hands them to `then`, unless it is stopped.
pub fn compute(
    sync: Sync,
    query: ListQuery,
    zone: String,
    stop: Stop,
    then: impl FnOnce(Snapshot) + 'static,
) {
    // The task has no owner to look up the settings with.
    let reason_keys = failure_reason_keys();
    spawn_local(async move {
        for attempt in 1..=ATTEMPTS {
            let Some(mut computation) = begin(sync, &query, &zone, &reason_keys) else { return };
            let mut state = SliceState::Unfinished;
            while state == SliceState::Unfinished {
                TimeoutFuture::new(0).await;
                if stop.get() {
                    return;
                }
                let length = match document().hidden() {
                    _ if attempt == ATTEMPTS => {
                        // The history of this very moment, as nothing else runs before the end.
                        let Some(anew) = begin(sync, &query, &zone, &reason_keys) else { return };
                        computation = anew;
                        i64::MAX
                    }
                    true => HIDDEN_SLICE_MS,
                    false => SLICE_MS,
                };
                let until = now_ms().saturating_add(length);
                let ran = sync.store.peek(|known| Some(slice(&mut computation, known.columns()?, until)));
                state = ran.unwrap_or(SliceState::Outdated);
            }
            if state == SliceState::Finished {
                return then(computation.finish());
            }
        }
    });
}

#[derive(Clone, Copy, PartialEq)]
enum SliceState {
    Unfinished,
    Finished,
    /// The history has changed.
    Outdated,
}

fn slice(computation: &mut Computation, history: &mut History, until: i64) -> SliceState {
    if !computation.is_current(history) {
        return SliceState::Outdated;
    }
    while !computation.step(history, &Browser, ROWS) {
        if now_ms() >= until {
            return SliceState::Unfinished;
        }
    }
    SliceState::Finished
}

/// Starts with what is known now; `None` before the column store is loaded.
fn begin(sync: Sync, query: &ListQuery, zone: &str, reason_keys: &[String]) -> Option<Computation> {
    let (loaded, count) = untrack(|| sync.list.loaded());
    let unreadable = sync.store.unreadable().with_untracked(Vec::len);
    // A stopped or failed crawl isn't complete, even if an earlier one was.
    let read_at = match sync.crawl.state().get_untracked() {
        CrawlState::Complete => sync.crawl.read_at().get_untracked(),
        _ => None,
    };
    let coverage = Coverage { loaded, count, unreadable, read_at };
    let asked = resolve_now(query, zone);
    sync.store.peek(|known| {
        let history = known.columns()?;
        let asked_for = (query.clone(), zone.to_owned());
        Some(Computation::new(history, asked_for, asked, coverage, reason_keys.to_vec(), now_ms()))
    })
}
