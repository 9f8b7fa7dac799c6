//! Changing what the list asks: by the address, and nothing else.

use crate::reactive::Memo;
use crate::route::{ListQuery, Navigator, Route, use_navigator};

/// Reads and changes the list's part of the address.
#[derive(Clone, Copy)]
pub struct Ask {
    navigator: Navigator,
    query: Memo<ListQuery>,
}

impl Ask {
    /// For the address of this page.
    pub fn new() -> Self {
        let navigator = use_navigator();
        let query = Memo::new(move |_| match navigator.route().get() {
            Route::Operations { query, .. } => query,
            _ => ListQuery::default(),
        });
        Self { navigator, query }
    }

    /// What is asked.
    pub fn query(self) -> Memo<ListQuery> {
        self.query
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
        if let Some(query) = self.query.try_get_untracked() {
            self.navigator.go(self.route(query.with(change)));
        }
    }

    /// Typing: back on the first page, but letters are not steps.
    pub fn type_in(self, change: impl FnOnce(&mut ListQuery)) {
        self.navigator.replace(self.route(self.query.get_untracked().with(change)));
    }

    /// Another query altogether, its page included.
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
