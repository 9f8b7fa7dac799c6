//! Keeps the bars up to date with the data and the query.

use super::charting::{Typical, chart, typical};
use crate::{
    history_query::resolve_now,
    route::ListQuery,
    sync::Sync,
    time::{Zone, now_ms},
};
use gantt::Chart;
use leptos::prelude::*;
use std::sync::Arc;

const MINUTE: i64 = 60_000;
/// Computing the bars takes at most 1/20 of the time.
const SHARE: i64 = 20;

/// Inputs of the bars.
#[derive(Clone, PartialEq)]
struct ChartInput {
    query: ListQuery,
    zone: String,
    generation: u64,
    minute: i64,
}

impl ChartInput {
    fn has_same_query(&self, other: &Self) -> bool {
        (&self.query, &self.zone) == (&other.query, &other.zone)
    }
}

/// The last result.
#[derive(Clone, Default, PartialEq)]
pub struct Drawn {
    /// Inputs of the result; `None` until the column store is loaded.
    input: Option<ChartInput>,
    /// Time of the computation, in ms since the epoch.
    at: i64,
    /// Duration of the computation, in ms.
    took: i64,
    /// Whether the chart can be shown: there was an answer, or there are bars.
    pub ready: bool,
    /// The bars.
    pub chart: Arc<Chart>,
}

/// The bars of all matching rows, also outside the window. Computed less often if it takes long, as with very many rows.
pub fn drawn(sync: Sync, query: Memo<ListQuery>, zone: Zone, clock: Signal<i64>) -> Memo<Drawn> {
    let minute = Memo::new(move |_| clock.get().div_euclid(MINUTE) * MINUTE);
    let typical: Memo<Typical> = Memo::new(move |_| {
        minute.track();
        sync.crawl.state().track();
        match sync.store.has_history() {
            true => sync.store.peek(|known| known.columns().map(typical)).unwrap_or_default(),
            false => Typical::default(),
        }
    });
    let answered = Memo::new(move |_| sync.list.listing().with(|listing| listing.request.is_some()));
    Memo::new(move |before: Option<&Drawn>| {
        let generation = sync.store.read(|known| known.columns().map(|history| history.generation()));
        let (answered, query, zone, minute) = (answered.get(), query.get(), zone.name(), minute.get());
        let Some(generation) = generation else { return Drawn::default() };
        let before = before.cloned().unwrap_or_default();
        let input = ChartInput { query, zone, generation, minute };
        if before.input.as_ref() == Some(&input) {
            return Drawn { ready: before.ready || answered, ..before };
        }
        let began = now_ms();
        let same_query = before.input.as_ref().is_some_and(|known| known.has_same_query(&input));
        if same_query && began - before.at < before.took * SHARE {
            // Track the clock, to try again later.
            clock.track();
            return before;
        }
        let (question, typical) = (resolve_now(&input.query, &input.zone), typical.get());
        let chart = sync.store.peek(|known| {
            let history = known.columns()?;
            Some(chart(history, &question, input.query.id.trim(), &typical, clock.get_untracked()))
        });
        let chart = chart.unwrap_or_default();
        let ended = now_ms();
        Drawn {
            input: Some(input),
            at: ended,
            took: ended - began,
            ready: before.ready || answered || !chart.is_empty(),
            chart: Arc::new(chart),
        }
    })
}
