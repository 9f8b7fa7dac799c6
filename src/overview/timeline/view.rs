//! Shared state of the timeline: the bars, the window and navigation.

use super::{drawn::drawn, window::Window};
use crate::{
    route::{ListQuery, Navigator, Route, use_navigator},
    sync::{Sync, use_sync},
    time::{Zone, use_server_now, use_zone},
    ui::{device_label, visible_marks},
};
use gantt::Chart;
use history::RowId;
use leptos::prelude::*;
use operation::{Observation, OperationKey};
use std::sync::Arc;

/// Copies share one state.
#[derive(Clone, Copy)]
pub struct View {
    /// Navigation of the app.
    pub navigator: Navigator,
    /// Shared sync state.
    pub sync: Sync,
    /// All bars.
    pub all: Memo<Arc<Chart>>,
    /// The bars in the order of the lanes shown: devices with an operation in the window first.
    pub chart: Memo<Arc<Chart>>,
    /// Whether the bars are computed, or known to be none.
    pub ready: Memo<bool>,
    /// The window in the address.
    pub asked: Memo<Window>,
    /// The window during a gesture; the address is updated when the gesture ends.
    pub held: RwSignal<Option<Window>>,
    /// The row with the keyboard focus.
    pub focus: RwSignal<Option<u32>>,
    /// The row whose detail is open.
    pub open: Memo<Option<u32>>,
    /// Current time by the server's clock.
    pub now: Signal<i64>,
    /// The zone in force.
    pub zone: Zone,
}

impl View {
    /// Creates the state for the query of this page.
    pub fn new(query: Memo<ListQuery>) -> Self {
        let (navigator, sync, now, zone) = (use_navigator(), use_sync(), use_server_now(), use_zone());
        let asked = Memo::new(move |_| match navigator.route().get() {
            Route::Timeline { view, .. } => Window::read(&view).0,
            _ => Window::read(&Default::default()).0,
        });
        let drawn = drawn(sync, query, zone, now);
        let all = Memo::new(move |_| drawn.with(|drawn| Arc::clone(&drawn.chart)));
        // By the window in the address, so that no lane moves during a gesture.
        let chart = Memo::new(move |_| {
            let (window, now) = (asked.get(), now.get());
            let (from, to) = window.bounds(now);
            all.with(|all| Arc::new(all.arranged(from, to, window.hide_idle)))
        });
        let open = Memo::new(move |_| {
            let key = navigator.route().with(|route| route.open().cloned())?;
            sync.store.read(|known| {
                let row = known.find(&key.id, &key.device_id);
                // An address may name the transaction alone.
                row.or_else(|| known.columns()?.rows_of(&key.id).first().copied()).map(|row| row.0)
            })
        });
        Self {
            navigator,
            sync,
            all,
            chart,
            open,
            ready: Memo::new(move |_| drawn.with(|drawn| drawn.ready)),
            asked,
            held: RwSignal::new(None),
            focus: RwSignal::new(None),
            now,
            zone,
        }
    }

    /// The window shown.
    pub fn window(self) -> Window {
        self.held.get().unwrap_or_else(|| self.asked.get())
    }

    /// Start and end of the window.
    pub fn bounds(self) -> (i64, i64) {
        self.window().bounds(self.now.get())
    }

    /// Shows another window. Replaces the history entry, as panning isn't navigation.
    pub fn go(self, window: Window) {
        self.held.set(None);
        if let Route::Timeline { query, open, .. } = self.navigator.route().get_untracked() {
            self.navigator.replace(Route::Timeline { query, view: window.write(), open });
        }
    }

    /// Goes to another query. The window stays.
    pub fn filter(self, query: ListQuery) {
        self.navigator.go(Route::Timeline {
            query: query.of_timeline(),
            view: self.asked.get_untracked().write(),
            open: None,
        });
    }

    /// Toggles the selection of an operation; with `range`, selects from the last one toggled to this one, in the order of the table.
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

    /// Whether the row is selected.
    pub fn is_selected(self, row: u32) -> bool {
        self.sync.list.selection().rows().with(|selected| selected.has(RowId(row)))
    }

    /// The device of a row, with its id if another device has the same name. `chart` is that of [`Self::chart`].
    pub fn device(row: &Observation<'_>, chart: &Chart) -> String {
        let label = device_label(row.device_name, row.device_id);
        let mut lanes = chart.lanes().iter();
        match lanes.find(|lane| lane.device_id == row.device_id).is_some_and(|lane| lane.shares_name) {
            true => format!("{label} · {}", visible_marks(row.device_id)),
            false => label,
        }
    }

    /// The key of a row.
    pub fn key(self, row: u32) -> OperationKey {
        self.sync.store.peek(|known| {
            let row = known.row(RowId(row));
            OperationKey::new(row.id, row.device_key())
        })
    }
}
