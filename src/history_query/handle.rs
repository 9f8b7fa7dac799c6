//! Reads and changes the query, which is in the address only.

use super::to_history;
use crate::{
    route::{ListQuery, Navigator, Route, use_navigator},
    session::{Session, use_session},
    sync::{SharedStore, use_sync},
    time::{Zone, intl::Browser, use_server_now, use_zone},
};
use leptos::prelude::*;

/// Reads and changes the query of the current route.
#[derive(Clone, Copy)]
pub struct QueryHandle {
    navigator: Navigator,
    query: Memo<ListQuery>,
    zone: Zone,
    store: SharedStore,
    session: Session,
    quarter: Memo<i64>,
}

/// Interval at which named periods are resolved again. Days and hours start on a quarter of an hour in every zone.
const QUARTER_MS: i64 = 900_000;

impl QueryHandle {
    /// The handle for the current route.
    pub fn here() -> Self {
        let navigator = use_navigator();
        let query = Memo::new(move |_| match navigator.route().get() {
            Route::Operations { query, .. } => query,
            _ => ListQuery::default(),
        });
        let now = use_server_now();
        let quarter = Memo::new(move |_| match query.with(|q| q.from.starts_with('@')) {
            true => now.get().div_euclid(QUARTER_MS) * QUARTER_MS,
            false => 0,
        });
        Self { navigator, query, zone: use_zone(), store: use_sync().store, session: use_session(), quarter }
    }

    /// The current query.
    pub fn query(self) -> Memo<ListQuery> {
        self.query
    }

    /// The query for the history, with days and named periods resolved in the current zone.
    pub fn question(self, query: &ListQuery) -> history::Query {
        // The code for named periods and groups is in the lazy history chunk; until it is loaded, they don't filter.
        let named = query.from.starts_with('@') || !query.group.is_empty();
        let known = named && self.store.has_history();
        if !query.group.is_empty() {
            self.session.groups().track();
        }
        let meanings = known.then(|| self.store.peek(|known| known.meanings())).flatten();
        to_history(query, &self.zone.name(), &Browser, self.quarter.get(), meanings)
    }

    /// The current zone.
    pub fn zone(self) -> Zone {
        self.zone
    }

    /// A memo of a part of the query.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&ListQuery) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.query.with(|query| part(query)))
    }

    /// Changes a filter: goes to page 1 and adds a history entry.
    pub fn choose(self, change: impl FnOnce(&mut ListQuery)) {
        // A control of the previous page may still fire a change event after the route has changed.
        if let Some(mut next) = self.first_page() {
            change(&mut next);
            self.go(next);
        }
    }

    /// Changes the appearance of the table: keeps the page and adds no history entry.
    pub fn restyle(self, change: impl FnOnce(&mut ListQuery)) {
        let mut next = self.query.get_untracked();
        change(&mut next);
        self.replace(next);
    }

    /// Changes a filter while the user types: goes to page 1, but adds no history entry.
    pub fn type_in(self, change: impl FnOnce(&mut ListQuery)) {
        if let Some(mut next) = self.first_page() {
            change(&mut next);
            self.replace(next);
        }
    }

    /// Not inlined, because it would be compiled once for each `change`.
    #[inline(never)]
    fn first_page(self) -> Option<ListQuery> {
        self.query.try_with_untracked(|query| query.with(|_| {}))
    }

    #[inline(never)]
    fn replace(self, query: ListQuery) {
        self.navigator.replace(self.route(query));
    }

    /// Replaces the whole query, including the page, and adds a history entry.
    #[inline(never)]
    pub fn go(self, query: ListQuery) {
        self.navigator.go(self.route(query));
    }

    fn route(self, query: ListQuery) -> Route {
        match self.navigator.route().get_untracked() {
            Route::Operations { open, .. } => Route::Operations { query, open },
            _ => Route::Operations { query, open: None },
        }
    }
}
