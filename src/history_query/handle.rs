//! Changing what the list asks: by the address, and nothing else.

use super::to_history;
use crate::{
    route::{ListQuery, Navigator, Route, use_navigator},
    session::{Session, use_session},
    sync::{SharedStore, use_sync},
    time::{Zone, intl::Browser, use_server_now, use_zone},
};
use leptos::prelude::*;

/// Reads and changes the list's part of the address.
#[derive(Clone, Copy)]
pub struct QueryHandle {
    navigator: Navigator,
    query: Memo<ListQuery>,
    zone: Zone,
    store: SharedStore,
    session: Session,
    quarter: Memo<i64>,
}

/// Periods by name are found anew once a quarter of an hour: in every zone each day, and each hour, begins with one.
const QUARTER_MS: i64 = 900_000;

impl QueryHandle {
    /// For the address of this page.
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

    /// What is asked.
    pub fn query(self) -> Memo<ListQuery> {
        self.query
    }

    /// The question for the history: days and periods by name as the zone in force has them now.
    pub fn question(self, query: &ListQuery) -> history::Query {
        // What names mean comes with the whole history; until then nothing is narrowed by them.
        let named = query.from.starts_with('@') || !query.group.is_empty();
        let known = named && self.store.has_history();
        if !query.group.is_empty() {
            self.session.groups().track();
        }
        let meanings = known.then(|| self.store.peek(|known| known.meanings())).flatten();
        to_history(query, &self.zone.name(), &Browser, self.quarter.get(), meanings)
    }

    /// The zone in force.
    pub fn zone(self) -> Zone {
        self.zone
    }

    /// A part of what is asked.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&ListQuery) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.query.with(|query| part(query)))
    }

    /// A choice: back on the first page, and a step of its own for "back".
    pub fn choose(self, change: impl FnOnce(&mut ListQuery)) {
        // A control that goes with its page may still say that it was changed; the address is of another page then.
        if let Some(mut next) = self.first_page() {
            change(&mut next);
            self.go(next);
        }
    }

    /// How the table looks: the page stays, and it is no step for "back".
    pub fn restyle(self, change: impl FnOnce(&mut ListQuery)) {
        let mut next = self.query.get_untracked();
        change(&mut next);
        self.replace(next);
    }

    /// Typing: back on the first page, but letters are not steps.
    pub fn type_in(self, change: impl FnOnce(&mut ListQuery)) {
        if let Some(mut next) = self.first_page() {
            change(&mut next);
            self.replace(next);
        }
    }

    /// Apart, as all of this would be compiled once for each change.
    #[inline(never)]
    fn first_page(self) -> Option<ListQuery> {
        self.query.try_with_untracked(|query| query.with(|_| {}))
    }

    #[inline(never)]
    fn replace(self, query: ListQuery) {
        self.navigator.replace(self.route(query));
    }

    /// Another query altogether, its page included.
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
