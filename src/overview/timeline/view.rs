//! What the pieces of the timeline share: what is drawn, which time is in sight, and how to go elsewhere.

use super::{drawn::drawn, window::Window};
use crate::{
    route::{ListQuery, Navigator, Route, use_navigator},
    sync::{Sync, use_sync},
    time::{Zone, use_server_now, use_zone},
};
use gantt::Chart;
use history::RowId;
use leptos::prelude::*;
use operation::OperationKey;
use std::sync::Arc;

/// Copies share one state.
#[derive(Clone, Copy)]
pub struct View {
    /// Where the app is.
    pub navigator: Navigator,
    /// What is known.
    pub sync: Sync,
    /// The bars.
    pub chart: Memo<Arc<Chart>>,
    /// Whether the bars are there, or it is known that there are none.
    pub ready: Memo<bool>,
    /// What the address asks.
    pub asked: Memo<Window>,
    /// What is in sight while a hand moves it; the address follows when the hand rests.
    pub held: RwSignal<Option<Window>>,
    /// The row that the keys are at.
    pub focus: RwSignal<Option<u32>>,
    /// What clocks at the server show.
    pub now: Signal<i64>,
    /// The zone in force.
    pub zone: Zone,
}

impl View {
    /// For the address of this page, and the operations that pass.
    pub fn new(query: Memo<ListQuery>) -> Self {
        let (navigator, sync, now, zone) = (use_navigator(), use_sync(), use_server_now(), use_zone());
        let asked = Memo::new(move |_| match navigator.route().get() {
            Route::Timeline { view, .. } => Window::read(&view).0,
            _ => Window::read(&Default::default()).0,
        });
        let drawn = drawn(sync, query, zone, now);
        Self {
            navigator,
            sync,
            chart: Memo::new(move |_| drawn.with(|drawn| Arc::clone(&drawn.chart))),
            ready: Memo::new(move |_| drawn.with(|drawn| drawn.ready)),
            asked,
            held: RwSignal::new(None),
            focus: RwSignal::new(None),
            now,
            zone,
        }
    }

    /// Which time is in sight.
    pub fn window(self) -> Window {
        self.held.get().unwrap_or_else(|| self.asked.get())
    }

    /// From when to when.
    pub fn bounds(self) -> (i64, i64) {
        self.window().bounds(self.now.get())
    }

    /// Shows another time. No step for "back": looking around is not going somewhere.
    pub fn go(self, window: Window) {
        self.held.set(None);
        if let Route::Timeline { query, open, .. } = self.navigator.route().get_untracked() {
            self.navigator.replace(Route::Timeline { query, view: window.write(), open });
        }
    }

    /// Selects an operation, or deselects it; as `range`, all in sight from the one before to this, in the order of the table.
    pub fn select(self, row: u32, range: bool) {
        let rows: Vec<RowId> = match range {
            true => self.in_sight(),
            false => Vec::new(),
        };
        self.sync.list.selection().press(&rows, RowId(row), range);
    }

    /// All operations in sight, in the order of the table. Not tracked.
    pub fn in_sight(self) -> Vec<RowId> {
        let (from, to) = untrack(|| self.bounds());
        let chart = self.chart.get_untracked();
        chart.within(from, to).map(|(_, bar)| RowId(bar.row)).collect()
    }

    /// Whether that row is selected.
    pub fn is_selected(self, row: u32) -> bool {
        self.sync.list.selection().rows().with(|selected| selected.has(RowId(row)))
    }

    /// The key of a row.
    pub fn key(self, row: u32) -> OperationKey {
        self.sync.store.peek(|known| {
            let row = known.row(RowId(row));
            OperationKey::new(row.id, row.device_id)
        })
    }
}
